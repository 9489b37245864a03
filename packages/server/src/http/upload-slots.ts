import { unavailable } from './problem.ts';

/** How many images may come in at the same time. */
export interface UploadLimits {
  /** Of all clients. */
  readonly uploads: number;
  /** Of one client. */
  readonly uploadsPerClient: number;
}

/** Counts the images that are coming in: each holds memory and a connection until it is there. */
export class UploadSlots {
  readonly #limits: UploadLimits;
  readonly #byClient = new Map<string, number>();
  #taken = 0;

  constructor(limits: UploadLimits) {
    this.#limits = limits;
  }

  /** How many are coming in. */
  get taken(): number {
    return this.#taken;
  }

  /**
   * Takes a slot, which is free again once the result is disposed of.
   *
   * @throws Problem 503 when all are taken, or all that one client may have
   */
  take(clientId: string): Disposable {
    const own = this.#byClient.get(clientId) ?? 0;
    if (this.#taken >= this.#limits.uploads) throw unavailable('Too many images are coming in.');
    if (own >= this.#limits.uploadsPerClient) {
      throw unavailable(`This client sends ${own} images at the same time, which is as many as it may.`);
    }
    this.#change(clientId, 1);
    return { [Symbol.dispose]: () => this.#change(clientId, -1) };
  }

  #change(clientId: string, by: 1 | -1): void {
    const own = (this.#byClient.get(clientId) ?? 0) + by;
    this.#taken += by;
    if (own === 0) this.#byClient.delete(clientId);
    else this.#byClient.set(clientId, own);
  }
}
