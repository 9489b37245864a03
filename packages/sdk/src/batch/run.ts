import type { Clock } from '../clock.ts';
import type { Pace } from './pace.ts';
import type { BatchSource } from './source.ts';

/** One image of a batch and what became of it. */
export type BatchItem<Input, Value> =
  | {
      /** Its place among the images, from 0. */
      readonly index: number;
      /** What the source gave. */
      readonly input: Input;
      /** It went well. */
      readonly ok: true;
      /** What was found. */
      readonly value: Value;
    }
  | {
      /** Its place among the images, from 0. */
      readonly index: number;
      /** What the source gave. */
      readonly input: Input;
      /** It failed; the others go on. */
      readonly ok: false;
      /** Why: a `DetectRegionsError`, unless there is a mistake in a function that you gave. */
      readonly error: unknown;
    };

/** What a batch needs. */
export interface Batch<Input, Value> {
  readonly source: BatchSource<Input>;
  /** Does one image. Ends soon after the signal is aborted. */
  readonly work: (input: Input, signal: AbortSignal) => Promise<Value>;
  readonly order: 'input' | 'completed';
  /** How many may be pulled from the source and not yet taken by the consumer. */
  readonly window: number;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** What to throw when the signal is aborted. */
  readonly aborted: () => Error;
}

/**
 * Works through a source with many at a time.
 *
 * The source is asked for one at a time, and only when there is room: fewer in flight than the pace allows, and
 * fewer than `window` pulled in all that the consumer has not taken. However it ends, nothing is in flight and
 * the source is closed once it has.
 */
export async function* runBatch<Input, Value>(
  batch: Batch<Input, Value>,
): AsyncGenerator<BatchItem<Input, Value>, void, undefined> {
  const { source, work, order, window, pace, clock, signal } = batch;
  // One signal for each: Node warns of many listeners on one.
  const inFlight = new Map<Promise<void>, AbortController>();
  const finished = new Map<number, BatchItem<Input, Value>>();
  let pulled = 0;
  let taken = 0;
  let pulling = false;
  let sourceOver = false;
  // Why no more is pulled: the source is at its end, or there is an error.
  const state: { end: { readonly error?: unknown } | undefined } = { end: undefined };
  let timer: unknown;
  let wake = (): void => {};

  const abortAll = (reason?: unknown): void => {
    for (const controller of inFlight.values()) controller.abort(reason);
  };

  const stop = (reason: { readonly error?: unknown }): void => {
    state.end ??= reason;
    clock.clearTimeout(timer);
    if ('error' in reason) abortAll(reason.error);
    wake();
  };

  const pump = (): void => {
    if (state.end !== undefined || pulling) return;
    if (inFlight.size >= pace.allowed || pulled - taken >= window) return;
    clock.clearTimeout(timer);
    if (pace.hold > 0) {
      timer = clock.setTimeout(pump, pace.hold);
      return;
    }
    pulling = true;
    source.next().then(
      (result) => {
        pulling = false;
        sourceOver = result.done === true;
        if (state.end !== undefined) return;
        if (result.done) {
          stop({});
          return;
        }
        start(pulled++, result.value);
        pump();
      },
      (error: unknown) => {
        pulling = false;
        sourceOver = true;
        stop({ error });
      },
    );
  };

  const start = (index: number, input: Input): void => {
    const controller = new AbortController();
    const running: Promise<void> = work(input, controller.signal)
      .then(
        (value) => void finished.set(index, { index, input, ok: true, value }),
        (error: unknown) => void finished.set(index, { index, input, ok: false, error }),
      )
      .then(() => {
        inFlight.delete(running);
        if (finished.get(index)?.ok) pace.succeeded();
        pump();
        wake();
      });
    inFlight.set(running, controller);
  };

  const take = (): BatchItem<Input, Value> | undefined => {
    // After a failure of the source, what was started is still accounted for, in whatever order it ends.
    const gaps = order === 'completed' || (state.end !== undefined && 'error' in state.end);
    const item = gaps ? finished.values().next().value : finished.get(taken);
    if (item !== undefined) {
      finished.delete(item.index);
      taken++;
    }
    return item;
  };

  const onAbort = (): void => stop({ error: batch.aborted() });
  signal?.addEventListener('abort', onAbort);
  try {
    if (signal?.aborted) onAbort();
    for (;;) {
      pump();
      const item = take();
      if (item !== undefined) {
        yield item;
        continue;
      }
      if (state.end !== undefined && inFlight.size === 0) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    clock.clearTimeout(timer);
    state.end ??= {};
    abortAll();
    await Promise.all(inFlight.keys());
    const failed = 'error' in state.end;
    await (sourceOver ? undefined : source.close())?.catch((error: unknown) => {
      // Of two errors the first one tells more.
      if (!failed) throw error;
    });
  }
  if ('error' in state.end) throw state.end.error;
}
