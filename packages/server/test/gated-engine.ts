import type { Settings } from '@detect-regions/spec';
import type { DetectionEngine, DetectionResult } from '../src/index.ts';

/** An image in the hands of a {@link GatedEngine}, which waits until it is told what comes of it. */
export interface GatedCall {
  readonly image: Uint8Array;
  readonly settings: Partial<Settings> | undefined;
  readonly signal: AbortSignal | undefined;
  finish(result?: Partial<DetectionResult>): void;
  fail(error: unknown): void;
}

/** An engine whose every step the test decides: so nothing depends on how long anything takes. */
export class GatedEngine implements DetectionEngine {
  readonly calls: GatedCall[] = [];
  closed = false;
  #waiting: ((call: GatedCall) => void)[] = [];
  #unseen: GatedCall[] = [];

  detect(
    image: Uint8Array,
    settings?: Partial<Settings>,
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<DetectionResult> {
    const { promise, resolve, reject } = Promise.withResolvers<DetectionResult>();
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
    const call: GatedCall = {
      image,
      settings,
      signal,
      finish: (result) => resolve({ width: 10, height: 10, regions: [], ...result }),
      fail: reject,
    };
    this.calls.push(call);
    const waiting = this.#waiting.shift();
    if (waiting) waiting(call);
    else this.#unseen.push(call);
    return promise;
  }

  /** The next image that comes in, or the oldest that came and wasn't asked for. */
  next(): Promise<GatedCall> {
    const call = this.#unseen.shift();
    if (call) return Promise.resolve(call);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  async warmUp(): Promise<void> {}

  async close(): Promise<void> {
    this.closed = true;
  }
}
