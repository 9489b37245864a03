import type { Region } from '@detect-regions/regions';

/** What a peer found on a page, in pixels of the image as stored. */
export interface Reading {
  /** How long it took to find the blocks, from the file to the boxes, in milliseconds. */
  readonly ms: number;
  readonly blocks: readonly Region[];
  /** Null when they were not asked for. */
  readonly lines: readonly Region[] | null;
}

/** A peer that is ready to look at pages. */
export interface Reader {
  /** What runs, with its version and how many threads compute. */
  readonly title: string;
  /** Looks at an image. Lines may cost a second look, which isn't timed. */
  read(file: string, wantsLines: boolean): Promise<Reading>;
  close(): Promise<void>;
}

/** How a peer is set up. */
export interface ReaderOptions {
  /** Threads of our engine; undefined leaves it to the engine. */
  readonly threads: number | undefined;
}

/** What the file of a peer exports. */
export interface ReaderModule {
  open(options: ReaderOptions): Promise<Reader>;
}
