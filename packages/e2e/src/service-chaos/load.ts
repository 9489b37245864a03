import { EventEmitter, once } from 'node:events';
import type { Customer, End } from './customer.ts';
import { imageOf } from './images.ts';

/** Images on their way through the service: each is submitted until it is acknowledged, then asked for until it ends. */
export class Load {
  readonly #customer: Customer;
  readonly #events = new EventEmitter();
  /** The ids that were acknowledged, by the numbers of their images. */
  readonly acknowledged: Map<number, string> = new Map();
  /** How each of these ended, when that was seen first. */
  readonly ends: Map<number, End> = new Map();
  /** Resolves when all images have ended. */
  readonly done: Promise<void>;

  /**
   * @param count - of images
   * @param atOnce - how many are under way at the same time
   */
  constructor(customer: Customer, count: number, atOnce: number) {
    this.#customer = customer;
    const numbers = Array(count).keys();
    this.done = Promise.all(Array.from({ length: atOnce }, () => this.#line(numbers))).then(() => undefined);
  }

  /** How far it has come: each image counts once when it is acknowledged, and once more when it has ended. */
  get steps(): number {
    return this.acknowledged.size + this.ends.size;
  }

  /** Resolves when it has come so far. */
  async reached(steps: number): Promise<void> {
    while (this.steps < steps) await once(this.#events, 'step');
  }

  async #line(numbers: Iterator<number>): Promise<void> {
    for (let next = numbers.next(); !next.done; next = numbers.next()) {
      const number = next.value;
      const id = await this.#customer.submit(imageOf(number));
      this.acknowledged.set(number, id);
      this.#events.emit('step');
      this.ends.set(number, await this.#customer.wait(id));
      this.#events.emit('step');
    }
  }
}
