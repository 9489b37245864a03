import { InvalidInputError } from '../errors/index.ts';
import type { ImageHeader } from './raster.ts';
import { type Read, viewOf } from './source.ts';

/** Tags of a TIFF's directory (TIFF 6.0, section 8). */
const subfileType = 254;
const imageWidth = 256;
const imageLength = 257;
/** Bits of the subfile type: a smaller version of another image, and a mask of one. */
const noPage = 1 | 4;
/** How many bytes the types of number have that can be met here: SHORT, LONG, and LONG8 of BigTIFF. */
const numberTypes: Readonly<Record<number, number>> = { 3: 2, 4: 4, 16: 8 };
/** A directory with more entries is none. */
const mostEntries = 4_096;
/** So many directories are looked at: a page has few thumbnails. */
const mostDirectories = 16;

/** How many bytes the parts of a TIFF have. */
interface Form {
  readonly count: number;
  readonly entry: number;
  readonly offset: number;
}
const classic: Form = { count: 2, entry: 12, offset: 4 };
const big: Form = { count: 8, entry: 20, offset: 8 };

/** What is called a directory describes one image. */
interface Directory {
  readonly isPage: boolean;
  readonly width: number;
  readonly height: number;
  /** Where the next one is; 0 after the last. */
  readonly next: number;
}

/**
 * Reads the size of a TIFF, BigTIFF too, from its directory, which may be anywhere in the file.
 *
 * @throws {@link InvalidInputError} when it has another page, or may have one where it can't be read; thumbnails and
 * masks are no pages
 */
export async function tiffHeader(read: Read): Promise<ImageHeader> {
  const head = viewOf(await read(0, 16));
  const little = head.byteLength > 1 && head.getUint16(0) === 0x4949;
  const number = (view: DataView, at: number, length: number): number => {
    if (at + length > view.byteLength) return 0;
    if (length === 2) return view.getUint16(at, little);
    return length === 4 ? view.getUint32(at, little) : Number(view.getBigUint64(at, little));
  };
  const form = number(head, 2, 2) === 42 ? classic : big;

  const directoryAt = async (offset: number): Promise<Directory | undefined> => {
    const entries = number(viewOf(await read(offset, offset + form.count)), 0, form.count);
    const start = offset + form.count;
    const length = entries * form.entry;
    if (entries === 0 || entries > mostEntries) return undefined;
    const view = viewOf(await read(start, start + length + form.offset));
    if (view.byteLength < length + form.offset) return undefined;
    const values = new Map<number, number>();
    for (let at = 0; at < length; at += form.entry) {
      const bytes = numberTypes[number(view, at + 2, 2)];
      if (bytes !== undefined) {
        values.set(number(view, at, 2), number(view, at + form.entry - form.offset, bytes));
      }
    }
    return {
      isPage: ((values.get(subfileType) ?? 0) & noPage) === 0,
      width: values.get(imageWidth) ?? 0,
      height: values.get(imageLength) ?? 0,
      next: number(view, length, form.offset),
    };
  };

  let page: Directory | undefined;
  let offset = number(head, form === classic ? 4 : 8, form.offset);
  for (let count = 0; offset > 0 && count < mostDirectories; count++) {
    const directory = await directoryAt(offset);
    if (directory === undefined && count === 0) return {};
    if (directory?.isPage !== false) {
      if (page !== undefined) throw severalPages();
      page = directory;
    }
    offset = directory?.next ?? 0;
  }
  return page && page.width > 0 && page.height > 0 ? { width: page.width, height: page.height } : {};
}

function severalPages(): InvalidInputError {
  return new InvalidInputError(
    'image must be a TIFF of a single page, and this one has several. Split it, for example with tiffsplit, and send its pages one by one.',
    { field: 'image' },
  );
}
