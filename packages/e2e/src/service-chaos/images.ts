import { Buffer } from 'node:buffer';

/** What an image does to the engine that looks at it: nothing out of the way, keeps it for ever, ends its process. */
export type Nature = 'ordinary' | 'endless' | 'deadly';

const natures: readonly Nature[] = ['ordinary', 'endless', 'deadly'];

/** Where a PNG's header has its width and its height (PNG, section 11.2.2). */
const WIDTH_AT = 16;
const HEIGHT_AT = 20;
const HEADER = '89504e470d0a1a0a0000000d49484452000000000000000008000000003a7e9b55';

/**
 * A PNG by its header; the service looks no further. The number is its width, its nature the height.
 *
 * @param size - in bytes
 */
export function imageOf(number: number, nature: Nature = 'ordinary', size = 200): Buffer {
  const bytes = Buffer.alloc(size, number & 0xff);
  bytes.write(HEADER, 'hex');
  bytes.writeUInt32BE(number + 1, WIDTH_AT);
  bytes.writeUInt32BE(natures.indexOf(nature) + 1, HEIGHT_AT);
  return bytes;
}

/** What {@link imageOf} was given. */
export function readImage(bytes: Uint8Array): { readonly number: number; readonly nature: Nature } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nature = natures[view.readUInt32BE(HEIGHT_AT) - 1];
  if (nature === undefined) throw new Error('The image has come damaged.');
  return { number: view.readUInt32BE(WIDTH_AT) - 1, nature };
}
