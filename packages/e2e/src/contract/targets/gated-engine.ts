import type { DetectionEngine, DetectionResult } from '@detect-regions/server';
import type { Settings } from '@detect-regions/spec';

/** An image that is worked on until somebody says what comes of it. */
export interface Work {
  readonly settings: Partial<Settings>;
  ends(result: Partial<DetectionResult> | Error): void;
}

/** An engine for one image at a time, which is done when it is told to. */
export class GatedEngine implements DetectionEngine {
  #current: Work | undefined;
  readonly #waiting: ((work: Work) => void)[] = [];

  /** The image that is worked on, or else the next one. */
  work(): Promise<Work> {
    const current = this.#current;
    return new Promise((resolve) => {
      if (current === undefined) this.#waiting.push(resolve);
      else resolve(current);
    });
  }

  detect(
    _image: Uint8Array,
    settings: Partial<Settings> = {},
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<DetectionResult> {
    return new Promise((resolve, reject) => {
      const ends: Work['ends'] = (result) => {
        this.#current = undefined;
        if (result instanceof Error) reject(result);
        else resolve({ width: 10, height: 10, regions: [], ...result });
      };
      signal?.addEventListener('abort', () => ends(new Error('Nobody wants it any more.')));
      this.#current = { settings, ends };
      for (const wake of this.#waiting.splice(0)) wake(this.#current);
    });
  }

  async warmUp(): Promise<void> {}

  async close(): Promise<void> {}
}
