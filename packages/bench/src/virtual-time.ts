import type { DetectRegionsOptions } from '@detect-regions/sdk';

type Clock = NonNullable<DetectRegionsOptions['clock']>;

/** Time that passes only while all wait for it: hours of polling take a moment, and the same in every run. */
export class VirtualTime implements Clock {
  #now = 0;
  readonly #timers: Map<number, { at: number; callback: () => void }> = new Map();
  #count = 0;

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delay: number): unknown {
    this.#timers.set(++this.#count, { at: this.#now + delay, callback });
    return this.#count;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }

  /**
   * Lets time pass until a piece of work is done: whenever nothing else is left to happen, the next timer fires.
   *
   * @throws Error when it waits for something else than time
   */
  async during<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const done = work.finally(() => {
      settled = true;
    });
    // It is handled below; until then, it is not to count as forgotten.
    done.catch(() => {});
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return done;
      const [next] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at);
      if (next === undefined) throw new Error('Nothing is left to happen, and the work is not done.');
      const [handle, { at, callback }] = next;
      this.#timers.delete(handle);
      this.#now = Math.max(this.#now, at);
      callback();
    }
  }
}
