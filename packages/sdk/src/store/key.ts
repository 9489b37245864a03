import type { Settings } from '@detect-regions/spec';
import { InvalidInputError } from '../errors/index.ts';
import { piecesOf } from '../image/pieces.ts';
import type { ImageSource } from '../image/source.ts';

/** How much of an image is hashed at a time, in bytes. Part of what a key means: it must never change. */
const blockSize = 1024 * 1024;

/**
 * What an image with its settings is known by: the SHA-256, in hexadecimal, of the service, the settings, and the
 * SHA-256 of each MiB of the image.
 *
 * Web Crypto can't hash piece by piece; hashes of pieces it can, so memory stays constant in every runtime, and all
 * give the same key.
 *
 * @param signal - aborted when the key is no longer needed
 * @throws {@link InvalidInputError} for an image that can be read only once, and where there is no Web Crypto
 */
export async function imageKey(
  source: ImageSource,
  settings: Settings,
  baseUrl: string,
  signal: AbortSignal,
): Promise<string> {
  // Only a stream does not know its size.
  if (source.size === undefined) {
    throw new InvalidInputError(
      'image must not be a stream where there is a store: it is read once to be recognised, and once more to be sent. Pass a path, a Blob or bytes.',
      { field: 'image' },
    );
  }
  // Browsers have it on pages from https: and localhost alone.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) {
    throw new InvalidInputError('store needs Web Crypto, which browsers have on https: pages alone.', {
      field: 'store',
    });
  }
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  const about = new TextEncoder().encode(JSON.stringify([baseUrl, sorted]));
  const hashes = [await subtle.digest('SHA-256', about)];
  for await (const block of piecesOf(source, blockSize)) {
    signal.throwIfAborted();
    hashes.push(await subtle.digest('SHA-256', block as Uint8Array<ArrayBuffer>));
  }
  const hash = await subtle.digest('SHA-256', await new Blob(hashes).arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
