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
  /** The image that the page was found on; `undefined` where there is none at hand. */
  readonly image: ImageFile | undefined;
  /** Absolute path of the file that is written; `undefined` for standard output. */
  readonly file: string | undefined;
  /** Paints text for a terminal; gives it back as it is where colours are out of place. */
  readonly paint: Paint;
}

/** Text, or the bytes of a picture. */
export type Content = string | Uint8Array;

/** An output format. */
export interface Format {
  /** Ending of its files, without the first dot. */
  readonly extension: string;
  /** Whether several pages can share a document. */
  readonly holdsMany: boolean;
  /** Whether it is written as bytes, which no terminal can show. */
  readonly isBinary: boolean;
  /** Begins a document. */
  open(): OpenDocument;
}

/**
 * A document that is written while its pages come: `start`, then what `page` gives for each, then `end`. So what is
 * written is whole also when work stops early.
 */
export interface OpenDocument {
  readonly start: string;
  /**
   * What is to be written for the next page. Called for one page after the other; a page for which it throws is none
   * of the document's.
   */
  page(page: DetectedPage, context: FormatContext): Content | Promise<Content>;
  end(): string;
}

/** What a format without a memory is made of. */
export interface PlainFormat extends Pick<Format, 'extension' | 'holdsMany'> {
  readonly isBinary?: boolean;
  readonly start?: string;
  /** Stands between two pages. */
  readonly between?: string;
  readonly end?: string;
  page(page: DetectedPage, context: FormatContext): Content | Promise<Content>;
}

/** A format of which each page is written alike, whatever came before. */
export function plainFormat({
  extension,
  holdsMany,
  isBinary = false,
  start = '',
  between = '',
  end = '',
  page,
}: PlainFormat): Format {
  const open = (): OpenDocument => {
    let isFirst = true;
    return {
      start,
      async page(detected, context) {
        const content = await page(detected, context);
        const before = isFirst ? '' : between;
        isFirst = false;
        return typeof content === 'string' ? before + content : content;
      },
      end: () => end,
    };
  };
  return { extension, holdsMany, isBinary, open };
}

/** A document of one page. */
export async function documentOf(
  format: Format,
  page: DetectedPage,
  context: FormatContext,
): Promise<Content> {
  const document = format.open();
  const content = await document.page(page, context);
  return typeof content === 'string' ? document.start + content + document.end() : content;
}
