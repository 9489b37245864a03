import { imageFormats } from '@detect-regions/spec/limits';
import { latin1 } from '../base64/latin1.ts';
import { check } from '../check.ts';
import { InvalidInputError } from '../errors/index.ts';
import { bitmapHeader } from './bitmap.ts';
import type { OpenOptions } from './open.ts';
import type { ImageHeader } from './raster.ts';
import type { Read } from './source.ts';
import { svgHeader } from './svg.ts';
import { tiffHeader } from './tiff.ts';

/** All kinds of image that the API takes. */
const imageTypes: readonly string[] = imageFormats.map((format) => format.toUpperCase());

/** How much of an image must be seen to tell that it is text: XML may have comments before its first element. Bytes. */
const textWindow = 4_096;

/**
 * What an image says of itself that is no PNG or JPEG: a BMP, GIF, PDF, SVG or TIFF, whatever its name says.
 *
 * @param size - of all, in bytes, where it is known
 * @throws {@link InvalidInputError} for a TIFF of several pages, for no bytes, and, unless `allowUnknownType`, for bytes
 * of another type
 */
export async function otherHeader(
  read: Read,
  size: number | undefined,
  { allowUnknownType }: OpenOptions,
): Promise<ImageHeader> {
  const head = latin1(await read(0, textWindow));
  const bitmap = await bitmapHeader(head, read);
  if (bitmap !== undefined) return bitmap;
  if (/^(?:II[*+]\0|MM\0[*+])/.test(head)) return tiffHeader(read);
  // XML may be in UTF-16; without the zeros it reads the same.
  const text = /^(?:\xff\xfe|\xfe\xff)/.test(head) ? head.slice(2).replaceAll('\0', '') : head;
  // The header may come late, as readers of PDF allow.
  if (/^[\s\S]{0,1019}%PDF-/.test(text)) {
    return (await import('./pdf/page.ts')).pdfHeader(head, read, size);
  }
  if (
    /^(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>)*<(?:\w+:)?svg[\s/>]/i.test(
      text,
    )
  ) {
    return svgHeader(read);
  }
  if (head === '')
    throw new InvalidInputError('image must not be empty: it has 0 bytes.', { field: 'image' });
  check(
    allowUnknownType === undefined || typeof allowUnknownType === 'boolean',
    'allowUnknownType',
    'a boolean',
  );
  if (allowUnknownType) return {};
  throw new InvalidInputError(
    `image must be one of ${imageTypes.join(', ')}; its bytes are none of these. To send it all the same, set allowUnknownType: true.`,
    { field: 'image', accepted: imageTypes },
  );
}
