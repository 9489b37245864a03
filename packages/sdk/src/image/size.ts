import { type ImageSize, type Read, viewOf } from './header.ts';
import { tiffSize } from './tiff.ts';
import type { ImageType } from './type.ts';

/** Enough for the headers of fixed place, in bytes. */
const fixedHeader = 32;
/** An SVG's first element should be over by then, in bytes. */
const svgWindow = 16 * 1024;
/** More segments than this before the size make no JPEG. */
const mostSegments = 500;

/**
 * Reads the size of an image from its header.
 *
 * As stored: an orientation noted in EXIF does not turn it. For SVG, the numbers of `width` and `height` (without
 * unit or in px), or else of `viewBox`.
 *
 * @returns the size, or `undefined` when the header does not tell (PDF never does)
 * @throws InvalidInputError for a TIFF of several pages
 */
export async function imageSize(type: ImageType, read: Read): Promise<ImageSize | undefined> {
  const size = await sizes[type](read);
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

const sizes: { readonly [T in ImageType]: (read: Read) => Promise<ImageSize | undefined> } = {
  PNG: fixed((view) => ({ width: view.getUint32(16), height: view.getUint32(20) })),
  GIF: fixed((view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) })),
  // The oldest header, of 12 bytes, has short numbers. A negative height means: from the top down.
  BMP: fixed((view) =>
    view.getUint32(14, true) === 12
      ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
      : { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) },
  ),
  JPEG: jpegSize,
  TIFF: tiffSize,
  SVG: svgSize,
  PDF: async () => undefined,
};

function fixed(parse: (view: DataView) => ImageSize): (read: Read) => Promise<ImageSize | undefined> {
  return async (read) => {
    const view = viewOf(await read(0, fixedHeader));
    return view.byteLength < 26 ? undefined : parse(view);
  };
}

async function jpegSize(read: Read): Promise<ImageSize | undefined> {
  for (let offset = 2, count = 0; count < mostSegments; count++) {
    const view = viewOf(await read(offset, offset + 9));
    if (view.byteLength < 9 || view.getUint8(0) !== 0xff) return undefined;
    const marker = view.getUint8(1);
    // Start of frame, in any of its kinds; C4, C8 and CC lie between them and are something else.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: view.getUint16(7), height: view.getUint16(5) };
    }
    // Fill bytes before a marker, and markers that stand alone, have no length.
    if (marker === 0xff) offset += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) offset += 2;
    else offset += 2 + view.getUint16(2);
  }
  return undefined;
}

async function svgSize(read: Read): Promise<ImageSize | undefined> {
  const text = new TextDecoder().decode(await read(0, svgWindow));
  const tag = /<(?:\w+:)?svg\b([^>]*)>/i.exec(text)?.[1];
  if (tag === undefined) return undefined;
  const length = (name: string): number =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(tag)?.[1] ?? 0);
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(tag);
  const width = length('width');
  const height = length('height');
  return width > 0 && height > 0
    ? { width, height }
    : { width: Number(box?.[1] ?? 0), height: Number(box?.[2] ?? 0) };
}
