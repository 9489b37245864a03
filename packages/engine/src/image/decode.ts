import sharp, { type Metadata, type Sharp } from 'sharp';
import { EngineError, throwIfAborted } from '../errors.ts';
import { decodeBmp } from './bmp.ts';
import { damagedError } from './damage.ts';
import type { DecodedPage, DecodeOptions } from './decoded-page.ts';
import { chain, orienting, scaling } from './frame.ts';
import { reachesJpegEnd } from './jpeg-end.ts';
import { checkPageNumber } from './page-number.ts';
import { type ImageFormat, sniffImage } from './sniff.ts';

/** The formats that {@link decodePage} reads, as a user would call them. */
const READABLE = 'BMP, GIF, JPEG, PDF, PNG, SVG, TIFF, WebP';

/**
 * Decodes one page or frame of an image: upright as its EXIF orientation says, flattened on white, in sRGB, scaled.
 * Only the header is read before the size has been checked.
 *
 * @throws EngineError `invalid-image` for damaged bytes or none, `unsupported-image` for what isn't read,
 *   `too-large` for more pixels than allowed, `no-such-page`
 */
export async function decodePage(bytes: Uint8Array, options: DecodeOptions): Promise<DecodedPage> {
  const format = checkFormat(bytes);
  // What rare formats need is loaded when the first such file comes: most processes never see one.
  if (format === 'pdf') return (await import('./pdf.ts')).drawPdf(bytes, options);
  if (format === 'jpeg' && !reachesJpegEnd(bytes)) throw damagedError(format);
  if (format === 'svg') await (await import('./svg.ts')).checkSvg(bytes, options.maxPixels);
  const source = format === 'bmp' ? fromBmp(bytes, options.maxPixels) : fromFile(bytes);
  const header = await readHeader(source, format, options.page);
  const { width, height } = header;
  checkSize(width, height, options.maxPixels);
  checkExpansion(rawBytes(header), bytes.length);

  const upright = orienting(header.orientation ?? 1, width, height);
  const factor = options.scale(upright.width, upright.height);
  const target = {
    width: Math.max(1, Math.round(upright.width * factor)),
    height: Math.max(1, Math.round(upright.height * factor)),
  };
  try {
    const drawn = format === 'svg' ? fromFile(await drawnSvg(bytes, factor, options.signal)) : source;
    const { data, info } = await drawn(options.page)
      .autoOrient()
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .resize({ ...target, fit: 'fill', kernel: 'linear' })
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const image = { width: info.width, height: info.height, data: toColour(data, info.channels) };
    const scaled = scaling(info.width / upright.width, info.height / upright.height);
    return { width, height, pixels: width * height, scale: factor, image, map: chain(upright.map, scaled) };
  } catch (cause) {
    throwIfAborted(options.signal);
    throw damagedError(format, cause);
  }
}

async function drawnSvg(bytes: Uint8Array, factor: number, signal?: AbortSignal): Promise<Uint8Array> {
  const { drawSvg } = await import('./svg-drawing.ts');
  return drawSvg(bytes, factor, signal);
}

function checkFormat(bytes: Uint8Array): ImageFormat {
  if (bytes.length === 0) {
    throw new EngineError('invalid-image', 'The image is empty: 0 bytes.', { field: 'image' });
  }
  const format = sniffImage(bytes);
  if (format === undefined) {
    throw new EngineError('invalid-image', `The bytes are no image. Readable are ${READABLE}.`, {
      field: 'image',
    });
  }
  return format;
}

function checkSize(width: number, height: number, maxPixels: number): void {
  if (width * height > maxPixels) {
    throw new EngineError(
      'too-large',
      `The image has ${width} x ${height} pixels; the limit is ${maxPixels}. Scale it down, or raise maxPixels.`,
      { field: 'image' },
    );
  }
}

/** A small file that expands to more than this is refused, in bytes: a blank page of A4 at 600 dpi in colour is less. */
const MOST_EXPANDED = 128 * 1024 * 1024;

/** Beyond {@link MOST_EXPANDED}, how many times its size a file may expand to: scans of text reach 50. */
const MOST_EXPANSION = 500;

/** Refuses decompression bombs: each would take seconds, and a server could be sent any number of them. */
function checkExpansion(expanded: number, fileBytes: number): void {
  if (expanded <= Math.max(MOST_EXPANDED, MOST_EXPANSION * fileBytes)) return;
  throw new EngineError(
    'too-large',
    `The file expands to more than ${MOST_EXPANSION} times its size, ${Math.round(expanded / 2 ** 20)} MiB: scale it down.`,
    { field: 'image' },
  );
}

/** Bits of a sample, by sharp's name. */
const BITS: Readonly<Record<string, number>> = {
  ushort: 16,
  short: 16,
  uint: 32,
  int: 32,
  float: 32,
  double: 64,
};

/** The bytes that all pixels take, or twice as many where they have to be held all at once. */
function rawBytes({ width, height, channels, depth, bitsPerSample, isProgressive }: Metadata): number {
  const bits = Math.min(bitsPerSample ?? 64, BITS[depth] ?? 8);
  return ((width * height * channels * bits) / 8) * (isProgressive ? 2 : 1);
}

/** A pipeline over a page, counted from 1, each time it is called: a sharp pipeline can be run once. */
type Source = (page: number) => Sharp;

// Our own check of the size names the limit; sharp's would only say that there is one.
const INPUT = { limitInputPixels: false, failOn: 'error', pages: 1 } as const;

function fromFile(bytes: Uint8Array): Source {
  // What has no pages knows no such option, not even for the first.
  return (page) => sharp(bytes, page === 1 ? INPUT : { ...INPUT, page: page - 1 });
}

function fromBmp(bytes: Uint8Array, maxPixels: number): Source {
  const { width, height, data } = decodeBmp(bytes, (w, h) => {
    checkSize(w, h, maxPixels);
    checkExpansion(w * h, bytes.length);
  });
  return () => sharp(data, { ...INPUT, raw: { width, height, channels: 3 } });
}

async function readHeader(source: Source, format: ImageFormat, page: number): Promise<Metadata> {
  try {
    const first = await source(1).metadata();
    checkPageNumber(page, first.pages ?? 1);
    return page === 1 ? first : await source(page).metadata();
  } catch (cause) {
    throw cause instanceof EngineError ? cause : damagedError(format, cause);
  }
}

/** Grey images come out of sharp with one channel; the rest of the engine wants three. */
function toColour(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const colour = new Uint8Array((data.length / channels) * 3);
  for (let i = 0, p = 0; p < colour.length; i += channels, p += 3) {
    const grey = data[i] as number;
    colour[p] = grey;
    colour[p + 1] = grey;
    colour[p + 2] = grey;
  }
  return colour;
}
