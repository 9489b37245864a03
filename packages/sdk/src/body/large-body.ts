import { encodeBase64 } from '../base64/encode.ts';
import { piecesOf } from '../image/pieces.ts';
import type { ImageSource } from '../image/source.ts';
import { isServer, isWorkerd } from '../runtime/runtime.ts';
import type { Body } from './body.ts';
import { streamedBody } from './streamed-body.ts';

/** How much of the image is encoded at a time; a multiple of 3, so that only the last piece is padded. Bytes. */
const blockSize = 192 * 1024;

/**
 * The body of an image that is large, or comes as Base64: in constant memory where the runtime can stream requests.
 *
 * @param head - what comes before the image
 * @param tail - what comes after it
 * @param signal - aborted when it is no longer needed
 */
export async function largeBody(
  source: ImageSource,
  head: string,
  tail: string,
  signal: AbortSignal,
): Promise<Body> {
  const image = base64Of(source);
  if (canStreamRequests()) return streamedBody(source, head, image, tail);
  // The leanest else: the browser may keep the parts of a Blob on disk.
  const parts: BlobPart[] = [head];
  for await (const part of image) {
    // At once: the error has to be loaded first, and until then an image without end would fill the memory.
    signal.throwIfAborted();
    parts.push(new Blob([part]));
  }
  return { content: new Blob([...parts, tail]), patience: Infinity, complete: true };
}

async function* base64Of(source: ImageSource): AsyncGenerator<string, void, undefined> {
  for await (const piece of source.base64?.() ?? piecesOf(source, blockSize)) {
    yield typeof piece === 'string' ? piece : encodeBase64(piece);
  }
}

/** Whether fetch can send a stream, over HTTP/1.1 too. Browsers can't. */
function canStreamRequests(): boolean {
  return isServer() || isWorkerd();
}
