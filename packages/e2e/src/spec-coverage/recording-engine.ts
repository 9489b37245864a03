import type { DetectionEngine, DetectionResult } from '@detect-regions/server';
import type { Settings } from '@detect-regions/spec';

/** An engine that finds nothing and remembers what it was asked. */
export class RecordingEngine implements DetectionEngine {
  readonly #seen: (Partial<Settings> | undefined)[] = [];
  readonly #waiting: ((settings: Partial<Settings> | undefined) => void)[] = [];

  async warmUp(): Promise<void> {}

  async detect(_image: Uint8Array, settings?: Partial<Settings>): Promise<DetectionResult> {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(settings);
    else this.#seen.push(settings);
    return { width: 1, height: 1, regions: [] };
  }

  /** The settings of the next image that it gets, or got and wasn't asked about. */
  async next(): Promise<Partial<Settings> | undefined> {
    if (this.#seen.length > 0) return this.#seen.shift();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}
