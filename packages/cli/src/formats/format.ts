import type { Region } from '@detect-regions/regions';
import type { ImageFile } from '../input/image-file.ts';
import type { Paint } from '../terminal/paint.ts';

/** What was found on one image: an element of the JSON output, and the material of every other format. */
export interface DetectedPage {
  /** The image as the user named it; `-` for standard input. */
  readonly input: string;
  /** Width of the image in pixels; `null` for a form without pixels of its own, such as PDF. */
  readonly width: number | null;
  /** Height of the image in pixels; `null` as for the width. */
  readonly height: number | null;
  /** The regions in reading order, in pixels of the image as it was sent. */
  readonly regions: readonly Region[];
}

/** What a format may need beside the page itself. */
export interface FormatContext {
  /** The image that the page was found on. */
  readonly image: ImageFile;
  /** Absolute path of the file that is written; `undefined` for standard output. */
  readonly file: string | undefined;
  /** Paints text for a terminal; gives it back as it is where colours are out of place. */
  readonly paint: Paint;
}

/**
 * An output format. A document is `start`, then `page` once for each image, with `between` between them, then
 * `end`: so that pages come out as they are found, and what is written is whole even when work stops early.
 */
export interface Format {
  readonly extension: string;
  readonly start: string;
  readonly between: string;
  readonly end: string;
  /** Whether several pages can share a document. */
  readonly holdsMany: boolean;
  page(page: DetectedPage, context: FormatContext): string | Promise<string>;
}
