import { InvalidInputError } from '../errors/index.ts';
import type { ImageHeader } from './raster.ts';
import { type Read, viewOf } from './source.ts';

/** Tags of a TIFF's directory (TIFF 6.0, section 8). */
const imageWidth = 256;
const imageLength = 257;
/** The type of two bytes; the other that a size can have has four. */
const short = 3;

/**
 * Reads the size of a TIFF from its directory, which may be anywhere in the file.
 *
 * @throws {@link InvalidInputError} when there is a second directory, which means another page
 */
export async function tiffHeader(read: Read): Promise<ImageHeader> {
  const head = viewOf(await read(0, 8));
  const little = head.byteLength === 8 && head.getUint16(0) === 0x4949;
  // BigTIFF, with its longer offsets, is left to the service.
  if (head.byteLength < 8 || head.getUint16(2, little) !== 42) return {};
  const offset = head.getUint32(4, little);
  const counter = viewOf(await read(offset, offset + 2));
  if (counter.byteLength < 2) return {};
  const entries = counter.getUint16(0, little);
  const directory = viewOf(await read(offset + 2, offset + 2 + entries * 12 + 4));
  if (directory.byteLength < entries * 12 + 4) return {};

  if (directory.getUint32(entries * 12, little) !== 0) {
    throw new InvalidInputError(
      'image must be a TIFF of a single page, and this one has several. Split it, for example with tiffsplit, and send its pages one by one.',
      { field: 'image' },
    );
  }
  let width = 0;
  let height = 0;
  for (let at = 0; at < entries * 12; at += 12) {
    const tag = directory.getUint16(at, little);
    const value =
      directory.getUint16(at + 2, little) === short
        ? directory.getUint16(at + 8, little)
        : directory.getUint32(at + 8, little);
    if (tag === imageWidth) width = value;
    if (tag === imageLength) height = value;
  }
  return width > 0 && height > 0 ? { width, height } : {};
}
