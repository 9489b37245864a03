import type { ImageState } from '../../journal/image-state.ts';
import type { Journal } from '../../journal/journal.ts';
import type { SentImage } from '../../journal/submissions.ts';
import type { Discovery } from './discovery.ts';

/** How many images are held in memory at a time. */
const PAGE = 200;

/** The images of a journal that are to be done, one after the other, each once. */
export class ImageQueue {
  readonly #journal: Journal;
  readonly #states: readonly ImageState[];
  readonly #discovery: Discovery | undefined;
  #at = 0;
  #last = 0;
  #page: SentImage[] = [];

  /**
   * @param states - which images, in which order; the last is that of images that are still being found
   * @param discovery - finds more; without it, those that are known are all
   */
  constructor(journal: Journal, states: readonly ImageState[], discovery: Discovery | undefined) {
    this.#journal = journal;
    this.#states = states;
    this.#discovery = discovery;
  }

  /** The next one, once it is known; `undefined` when there is none any more. */
  async next(): Promise<SentImage | undefined> {
    for (;;) {
      const image = this.#page.shift();
      if (image !== undefined) return image;
      const state = this.#states[this.#at];
      if (state === undefined) return undefined;
      // Asked first: what is found between two questions must not be missed.
      const isOver = this.#discovery?.isOver ?? true;
      const news = this.#discovery?.news();
      const records = this.#journal.page(state, this.#last, PAGE);
      if (records.length > 0) {
        this.#last = records.at(-1)?.id ?? 0;
        this.#page = records.map(({ id, source, name, output, state, key }) => {
          return { id, source, name, output, state, key, sent: false, polls: 0 };
        });
      } else if (this.#at < this.#states.length - 1 || isOver) {
        this.#at++;
        this.#last = 0;
      } else await news;
    }
  }
}
