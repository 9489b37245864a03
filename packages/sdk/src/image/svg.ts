import { type ImageHeader, sized } from './raster.ts';
import { type Read, viewOf } from './source.ts';

/** An SVG's first element should be over by then, in bytes. */
const window = 16 * 1024;

/** Encodings that a text tells by its first two bytes; all others read as UTF-8 here. */
const encodings: Readonly<Record<number, string>> = { 65534: 'utf-16le', 65279: 'utf-16be' };

/** Reads the size of an SVG: the numbers of `width` and `height` (without unit or in px), or else of `viewBox`. */
export async function svgHeader(read: Read): Promise<ImageHeader> {
  const bytes = await read(0, window);
  const mark = bytes.length < 2 ? 0 : viewOf(bytes).getUint16(0);
  const text = new TextDecoder(encodings[mark]).decode(bytes);
  const tag = /<(?:\w+:)?svg\b([^>]*)>/i.exec(text)?.[1] ?? '';
  const length = (name: string): number =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(tag)?.[1]);
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(tag);
  const own = sized(length('width'), length('height'));
  return own.width ? own : sized(Number(box?.[1]), Number(box?.[2]));
}
