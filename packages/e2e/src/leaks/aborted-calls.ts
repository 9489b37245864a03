import { stat } from 'node:fs/promises';
import { type Clock, DetectRegionsError } from '@detect-regions/sdk';
import { HandleCount } from './handles.ts';
import type { Report } from './report.ts';

/** How many calls there are at a time. */
const atATime = 48;
/** One call in so many shares its signal with all others of its kind that are under way. */
const sharing = 4;

/** One call: what to do, with a signal of its own or a shared one. */
export type AbortedCall = (index: number, signal: AbortSignal) => Promise<unknown>;

/** Makes a call of a client with this clock. */
export type Connect = (clock: Clock) => AbortedCall;

/** The same numbers in every run, from 0 to 1. */
export function* seeded(seed: number): Generator<number, never, undefined> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** What a program of this folder is told on its command line. */
export interface Told {
  readonly baseUrl: string;
  /** A file whose descriptors count. */
  readonly path: string;
  /** How many calls to make. */
  readonly calls: number;
  /** How long sockets may be kept for other calls, in milliseconds. */
  readonly patience: number;
}

/** Reads the command line: URL FILE CALLS PATIENCE. */
export function told(): Told {
  const [baseUrl = '', path = '', calls, patience] = process.argv.slice(2);
  return { baseUrl, path, calls: Number(calls), patience: Number(patience) };
}

/**
 * Makes many calls, aborts each at some moment while it is under way, and tells what they left
 * behind, as JSON on standard output.
 *
 * @param connect - gives the call; it may as well end by itself
 */
export async function abortCalls({ path, calls, patience }: Told, connect: Connect): Promise<void> {
  const count = new HandleCount(path);
  const call = connect(count.clock);
  const random = seeded(1);
  const ends: Record<string, number> = {};
  const most = { files: 0, listeners: 0, sockets: 0 };
  let shared = new AbortController();
  let next = 0;
  const line = async (): Promise<void> => {
    while (next < calls) {
      const index = next++;
      const own = new AbortController();
      const joint = index % sharing === 0;
      const signal = count.watch(joint ? shared.signal : own.signal);
      const abort = (): void => {
        if (index % 7 === 0) {
          const { files, listeners, sockets } = count.now();
          most.files = Math.max(most.files, files);
          most.listeners = Math.max(most.listeners, listeners);
          most.sockets = Math.max(most.sockets, sockets);
        }
        if (joint) {
          shared.abort();
          shared = new AbortController();
        } else own.abort();
      };
      const running = call(index, signal).then(
        () => 'done',
        (error: unknown) => {
          if (error instanceof DetectRegionsError) return error.code;
          throw error;
        },
      );
      // Some before anything has happened, the others at any time of the first 40 ms.
      const moment = random.next().value;
      const timer = moment < 0.1 ? undefined : setTimeout(abort, 40 * moment);
      if (moment < 0.05) abort();
      else if (moment < 0.1) setImmediate(abort);
      const end = await running;
      clearTimeout(timer);
      ends[end] = (ends[end] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atATime }, line));
  // A descriptor that the file system is about to give for a call that is over is closed as soon as it is there.
  for (let turn = 0; turn < 20 && count.now().files > 0; turn++) await stat(path);
  const report: Report = {
    ends,
    most,
    atOnce: count.now(),
    socketsLater: await count.socketsAfter(patience),
  };
  process.stdout.write(JSON.stringify(report));
}
