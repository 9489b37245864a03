import type { FailureGroup, Journal } from '../../journal/journal.ts';
import { printable } from '../../terminal/printable.ts';
import { billedNames } from './call-gate.ts';
import { callsIn } from './calls.ts';
import { type CallCounts, costOf, money, operationsOf, type Prices, sumOf } from './prices.ts';

/** How a batch stands: what is told at its end, and by `--status`. */
export interface Standing {
  readonly journal: string;
  /** How many images are known. */
  readonly images: number;
  /** Whether these are all, or more were still being looked for. */
  readonly allFound: boolean;
  readonly done: number;
  readonly failed: number;
  /** That may have been accepted, and billed, without a task to ask for. */
  readonly inDoubt: number;
  /** Accepted, with a result that is still to be fetched. */
  readonly submitted: number;
  /** Being sent by a batch that is at work now; without one, in doubt. */
  readonly sending: number;
  /** Not begun, or to be begun anew. */
  readonly left: number;
  /** Billed calls of all runs. */
  readonly calls: CallCounts;
  /** What they cost; `undefined` without prices. */
  readonly cost: number | undefined;
  readonly failures: readonly FailureGroup[];
  readonly doubts: readonly FailureGroup[];
}

const ALL_FOUND = 'allFound';

/** Notes whether all images of a batch are known. */
export async function noteAllFound(journal: Journal, isSo: boolean): Promise<void> {
  await journal.facts.set(ALL_FOUND, isSo ? 1 : 0);
}

/** Whether the images of a batch have been found to the last. */
export function areAllFound(journal: Journal): boolean {
  return journal.facts.number(ALL_FOUND) === 1;
}

/** How the batch of a journal stands. */
export function standingOf(journal: Journal, path: string, prices: Prices): Standing {
  const { found, retry, working, sending, submitted, done, failed, doubt } = journal.counts;
  const calls = callsIn(journal);
  return {
    journal: path,
    images: journal.size,
    allFound: areAllFound(journal),
    done,
    failed,
    inDoubt: doubt,
    submitted,
    sending,
    left: found + retry + working,
    calls,
    cost: costOf(calls, prices),
    failures: journal.groups('failed'),
    doubts: journal.groups('doubt'),
  };
}

/** How many reasons are told. */
const MOST_REASONS = 10;
/** How wide the words before the numbers are, in characters. */
const WIDTH = 10;

/**
 * Says how a batch stands, for people.
 *
 * @param after - what is said of the images that are done, such as how long that took
 */
export function standingLines(standing: Standing, { currency }: Prices, after = ''): string[] {
  const { images, allFound, done, failed, inDoubt, submitted, sending, left, calls, cost } = standing;
  const line = (title: string, text: string): string => `${title.padEnd(WIDTH)}${text}`;
  const lines = [line('done', `${count(done)} of ${count(images)}${allFound ? '' : '+'} images${after}`)];
  if (failed > 0) lines.push(line('failed', count(failed)), ...reasonLines(standing.failures));
  if (inDoubt > 0) {
    lines.push(line('in doubt', `${count(inDoubt)}  may have been accepted, and billed; not sent again`));
    lines.push(...reasonLines(standing.doubts));
  }
  if (submitted > 0)
    lines.push(line('paid for', `${count(submitted)}  accepted, to be fetched within 24 hours`));
  if (sending > 0) lines.push(line('sending', `${count(sending)}  or in doubt, if no batch is at work`));
  if (left > 0) lines.push(line('left', count(left)));
  const made = operationsOf(calls).filter((operation) => calls[operation] > 0);
  if (made.length > 0) {
    const parts = made.map((operation) => `${count(calls[operation])} ${billedNames[operation]}`).join(', ');
    const bill = cost === undefined ? '' : `  ${money(cost, currency)}`;
    lines.push(line('calls', `${count(sumOf(calls))}: ${parts}${bill}`));
  }
  return lines;
}

/** A whole number, with commas. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

function reasonLines(groups: readonly FailureGroup[]): string[] {
  const shown = groups.slice(0, MOST_REASONS).map(({ code, count: size, name, message }) => {
    const [first = ''] = message.split('\n');
    return `  ${count(size).padStart(WIDTH - 4)}  ${code}, such as ${printable(name)}: ${printable(first)}`;
  });
  const more = groups.length - MOST_REASONS;
  return more > 0 ? [...shown, `  and ${more} more reasons`] : shown;
}
