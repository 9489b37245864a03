import { bytesOrBlob } from './random-access.ts';
import { type ImageHeader, rasterHeader } from './raster.ts';
import type { ImageSource, Read } from './source.ts';

/**
 * An image: a BMP, GIF, JPEG, PDF, PNG, SVG or single-page TIFF, told by its bytes, not by its name.
 *
 * - `Uint8Array` (a Node `Buffer` too) or `ArrayBuffer`: must stay as it is until it is sent
 * - `Blob` or `File`
 * - `ReadableStream<Uint8Array>` or `AsyncIterable<Uint8Array>` (a Node stream too): read once, so a submission
 *   that breaks off can't be repeated
 * - `URL` with `file:` (where there is a file system) or `data:`
 * - `{ base64 }`: Base64 (RFC 4648, section 4), padded, sent as it is; line breaks are fine
 * - `{ path }`: a file, where there is a file system; read piecemeal
 * - `{ url }`: `https:` (`http:` on this machine), downloaded while it is sent by the client's `fetch`, without token
 *   or cookie, through redirects to `https:` alone; downloaded again when the submission is repeated, and once more to
 *   be recognised where there is a store. No call of the API, so not billed. It is reached from where this runs: on a
 *   server, check addresses that come from others before you pass them on
 *
 * A bare string is refused: it could be a path as well as Base64.
 */
export type ImageInput =
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | URL
  | {
      /** Base64 (RFC 4648, section 4), padded; line breaks are fine. */
      readonly base64: string;
    }
  | {
      /** The path of a file, absolute or from the working directory. */
      readonly path: string;
    }
  | {
      /** Where to download it: `https:`, or `http:` on this machine. */
      readonly url: string | URL;
    };

/** How an image is opened. */
export interface OpenOptions {
  /**
   * Takes bytes of any type, also of one that the API is not known to take; their size is then not known. A TIFF of
   * several pages is refused all the same: its type is known, and so is what comes of it. Default: `false`.
   */
  readonly allowUnknownType?: boolean | undefined;
  /** What downloads a `{ url }`. Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** An image that may be sent, with its size in pixels, or, of a PDF, that of its page; absent when that can't be told. */
export interface OpenImage extends ImageHeader {
  readonly source: ImageSource;
}

/** How much is looked at first, in bytes: most headers end before. */
const headSize = 64 * 1024;

/**
 * Looks at the beginning of an image: is it one, and how large? What only some images need is loaded here, before
 * anything is sent.
 *
 * @param signal - aborted when it is no longer needed: then whatever is behind it is let go of at once
 * @throws {@link InvalidInputError} when it is empty or none that the API takes, and whatever reading it throws
 */
export async function openImage(
  input: unknown,
  signal: AbortSignal,
  options: OpenOptions = {},
): Promise<OpenImage> {
  let source: ImageSource | undefined;
  try {
    source =
      bytesOrBlob(input) ?? (await (await import('./other-sources.ts')).otherSource(input, signal, options));
    const { read, size } = source;
    const head = await read(0, headSize);
    const lookIn: Read = async (start, end) =>
      end <= head.length || head.length < headSize ? head.subarray(start, end) : read(start, end);
    const header =
      (await rasterHeader(lookIn)) ??
      (await (await import('./other-headers.ts')).otherHeader(lookIn, size, options));
    return { source, ...header };
  } catch (error) {
    await source?.close?.();
    throw error;
  }
}
