import type { FoundImage } from '../../input/discover.ts';
import type { Journal } from '../../journal/journal.ts';

/** How many images are noted at a time: a few milliseconds' work for the disk. */
const GROUP = 256;

/** Brings the images that are found into the journal, while those found before are worked on. */
export class Discovery {
  readonly #journal: Journal;
  readonly #output: (image: FoundImage, id: number, isTaken: boolean) => string | null;
  #over = false;
  #tell: () => void = () => {};
  #news: Promise<void>;

  /** @param output - the file that an image's result goes to */
  constructor(journal: Journal, output: (image: FoundImage, id: number, isTaken: boolean) => string | null) {
    this.#journal = journal;
    this.#output = output;
    this.#news = this.#nextNews();
  }

  /** Whether all images are known. */
  get isOver(): boolean {
    return this.#over;
  }

  /** Resolves when more is known than now, or it is known that there is no more. */
  news(): Promise<void> {
    return this.#over ? Promise.resolve() : this.#news;
  }

  /**
   * Goes through what is found.
   *
   * @param signal - ends it early
   * @returns whether it came to the end
   * @throws what the search or the journal throws
   */
  async run(found: AsyncIterable<FoundImage>, signal: AbortSignal): Promise<boolean> {
    try {
      let group: FoundImage[] = [];
      for await (const image of found) {
        if (signal.aborted) return false;
        if (group.push(image) < GROUP) continue;
        await this.#add(group);
        group = [];
      }
      await this.#add(group);
      return true;
    } finally {
      this.#over = true;
      this.#tell();
    }
  }

  async #add(group: readonly FoundImage[]): Promise<void> {
    await this.#journal.add(
      group.map((image) => ({
        source: image.path ?? image.url ?? image.name,
        name: image.name,
        output: (id, isTaken) => this.#output(image, id, isTaken),
      })),
    );
    const tell = this.#tell;
    this.#news = this.#nextNews();
    tell();
  }

  #nextNews(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve;
    });
  }
}
