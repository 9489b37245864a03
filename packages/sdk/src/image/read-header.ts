import { failures } from '../failure/load.ts';
import { type ImageInput, openImage } from './open.ts';
import type { ImageHeader } from './raster.ts';

/**
 * Looks at the header of an image as `detect` does, and sends nothing: to refuse a file before it is submitted, or to
 * know its size beforehand.
 *
 * @param image - see {@link ImageInput}; a stream is used up by it, a `{ url }` is downloaded as far as needed
 * @returns width and height in pixels as stored, of a PDF its first page in points; without them where the header does
 * not tell
 * @throws {@link InvalidInputError} when it is empty, none that the API takes, or can't be read
 */
export async function readImageHeader(image: ImageInput): Promise<ImageHeader> {
  const { signal } = new AbortController();
  try {
    const { source, ...header } = await openImage(image, signal);
    await source.close?.();
    return header;
  } catch (error) {
    throw (await failures({ cause: error })).unreadableImage(error);
  }
}
