import {
  type BatchOptions,
  type Clock,
  DetectRegions,
  DetectRegionsError,
  type DetectRegionsOptions,
  type Region,
} from '@detect-regions/sdk';
import { type Page, page } from './images.ts';
import { numberIn } from './stub.ts';

/** How much faster time runs for the client: its pauses are of no interest here. */
const haste = 500;

/** A clock that runs fast. */
const hastyClock: Clock = {
  now: () => performance.now() * haste,
  setTimeout: (callback, delay) => setTimeout(callback, delay / haste),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Milliseconds of the client's time: four seconds of ours, for a busy machine to answer in. */
const requestTimeout = 4_000 * haste;

/** A client for which time runs fast, and which never gives up for want of it. */
export function hastyClient(options: DetectRegionsOptions): DetectRegions {
  return new DetectRegions({
    clientId: 'chaos',
    clientSecret: 's3cret',
    clock: hastyClock,
    requestTimeout,
    deadline: Infinity,
    ...options,
  });
}

/** What a caller is left with. */
export interface Ledger {
  /** What was found, by the number of the image. */
  readonly done: Map<number, readonly Region[]>;
  /** Errors of images that may have been accepted, and are left alone. */
  readonly doubts: Map<number, DetectRegionsError>;
  /** Errors after which nothing is known: not the task, nor whether there is one. */
  readonly lost: unknown[];
  /** Errors that the caller went on from, one way or the other. */
  readonly mended: DetectRegionsError[];
}

/** How often a caller tries what failed for good: with the client's own retries, it never comes to that. */
const patience = 30;

/**
 * Has images done as a careful caller would: what surely was not accepted is submitted again, what was accepted is
 * waited for again by the id in its error, and what may have been accepted is set aside.
 */
export async function detectWithCare(
  client: DetectRegions,
  numbers: Iterable<number>,
  options: BatchOptions,
): Promise<Ledger> {
  const ledger: Ledger = { done: new Map(), doubts: new Map(), lost: [], mended: [] };
  let left = [...numbers];
  for (let round = 0; left.length > 0 && round < patience; round++) {
    const again: number[] = [];
    const resumed: Promise<void>[] = [];
    for await (const item of client.detectAll<Page>(pages(left), {
      order: 'completed',
      ...options,
    })) {
      const { number } = item.input;
      if (item.ok) {
        ledger.done.set(number, item.value.regions);
        continue;
      }
      const { error } = item;
      if (!(error instanceof DetectRegionsError)) ledger.lost.push(error);
      else if (error.taskId !== undefined) resumed.push(resume(client, number, error, ledger));
      else if (error.maybeSent === true) ledger.doubts.set(number, error);
      else if (error.maybeSent === false) {
        ledger.mended.push(error);
        again.push(number);
      } else ledger.lost.push(error);
    }
    await Promise.all(resumed);
    left = again;
  }
  ledger.lost.push(...left.map((number) => `image ${number} was given up`));
  return ledger;
}

function* pages(numbers: Iterable<number>): Generator<Page, void, undefined> {
  for (const number of numbers) yield page(number);
}

async function resume(
  client: DetectRegions,
  number: number,
  first: DetectRegionsError,
  ledger: Ledger,
): Promise<void> {
  let error = first;
  for (let round = 0; round < patience; round++) {
    ledger.mended.push(error);
    const { taskId = '' } = error;
    if (numberIn(taskId) !== number) break;
    try {
      const outcome = await client.task(taskId).wait();
      if (outcome.status !== 'completed') break;
      ledger.done.set(number, outcome.regions);
      return;
    } catch (thrown) {
      if (!(thrown instanceof DetectRegionsError)) throw thrown;
      error = thrown;
    }
  }
  ledger.lost.push(error);
}
