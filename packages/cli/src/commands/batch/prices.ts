import { InvalidArgumentError } from 'commander';
import { type BilledOperation, billedNames } from './call-gate.ts';

/** What calls cost, in a currency that is only a word. */
export interface Prices {
  /** For each call of an operation that has no price of its own. */
  readonly perCall?: number | undefined;
  readonly byOperation: Readonly<Partial<Record<BilledOperation, number>>>;
  readonly currency: string;
}

/** How many calls of each operation. */
export type CallCounts = Readonly<Record<BilledOperation, number>>;

/** What so many calls cost; `undefined` when no price is known. */
export function costOf(calls: CallCounts, { perCall, byOperation }: Prices): number | undefined {
  if (perCall === undefined && Object.keys(byOperation).length === 0) return undefined;
  return operationsOf(calls).reduce(
    (sum, operation) => sum + calls[operation] * (byOperation[operation] ?? perCall ?? 0),
    0,
  );
}

/** An amount with its currency: two digits after the point, more where they would all be zero. */
export function money(amount: number, currency: string): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.01 ? 4 : 2;
  const text = amount.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return currency === '' ? text : `${text} ${currency}`;
}

/** How many calls in all. */
export function sumOf(calls: CallCounts): number {
  return operationsOf(calls).reduce((sum, operation) => sum + calls[operation], 0);
}

/** The operations, in the order in which they are told. */
export function operationsOf(calls: CallCounts): BilledOperation[] {
  return Object.keys(calls) as BilledOperation[];
}

/** Reads `submit=0.002` into the prices by operation. */
export function priceByOperation(text: string, before: Prices['byOperation'] = {}): Prices['byOperation'] {
  const [name = '', amount = ''] = text.split('=');
  const operation = operationsOf(billedNames as unknown as CallCounts).find(
    (each) => billedNames[each] === name,
  );
  if (operation === undefined) {
    throw new InvalidArgumentError(
      `It must be OPERATION=AMOUNT, with ${Object.values(billedNames).join(', ')}.`,
    );
  }
  return { ...before, [operation]: price(amount) };
}

/** Reads an amount of money: a number, 0 or more. */
export function price(text: string): number {
  const amount = text.trim() === '' ? Number.NaN : Number(text);
  if (!(amount >= 0 && amount < Infinity)) {
    throw new InvalidArgumentError('A price must be a number, 0 or more.');
  }
  return amount;
}
