import type { Body } from './body.ts';
import type { ImageSource } from './image/source.ts';
import { unreadable } from './image/unreadable.ts';
import { isServer, isWorkerd } from './runtime.ts';
import { streamedBody } from './streamed-body.ts';

/**
 * The body of a large image, in constant memory where the runtime can stream requests.
 *
 * @param head - what comes before the image
 * @param image - the image as Base64
 * @param tail - what comes after it
 * @param signal - aborted when it is no longer needed
 */
export async function largeBody(
  source: ImageSource,
  head: string,
  image: AsyncGenerator<string, void, undefined>,
  tail: string,
  signal: AbortSignal,
): Promise<Body> {
  if (canStreamRequests()) return streamedBody(source, head, image, tail);
  // The leanest else: the browser may keep the parts of a Blob on disk.
  const parts: BlobPart[] = [head];
  try {
    for await (const part of image) {
      // At once: the error has to be loaded first, and until then an image without end would fill the memory.
      signal.throwIfAborted();
      parts.push(new Blob([part]));
    }
  } catch (error) {
    throw unreadable(error);
  }
  return { content: new Blob([...parts, tail]), hidden: true, complete: true };
}

/** Whether fetch can send a stream, over HTTP/1.1 too. Browsers can't. */
function canStreamRequests(): boolean {
  return isServer() || isWorkerd();
}
