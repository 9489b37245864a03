import type { Journal } from '../../journal/journal.ts';
import { type BilledOperation, billedNames } from './call-gate.ts';
import type { CallCounts } from './prices.ts';

/** Counts billed calls in the journal: those of all runs of a batch. */
export class Calls {
  readonly #journal: Journal;
  readonly #counts: Record<BilledOperation, number>;

  constructor(journal: Journal) {
    this.#journal = journal;
    this.#counts = { ...callsIn(journal) };
  }

  /** How many there have been. A copy. */
  get counts(): CallCounts {
    return { ...this.#counts };
  }

  /** Counts one that is about to be made. Resolves when that is on the disk. */
  count(operation: BilledOperation): Promise<void> {
    const count = ++this.#counts[operation];
    return this.#journal.facts.set(factOf(operation), count);
  }
}

/** The calls that a journal has counted. */
export function callsIn(journal: Journal): CallCounts {
  const operations = Object.keys(billedNames) as BilledOperation[];
  return Object.fromEntries(
    operations.map((operation) => [operation, journal.facts.number(factOf(operation))]),
  ) as unknown as CallCounts;
}

function factOf(operation: BilledOperation): string {
  return `calls.${operation}`;
}
