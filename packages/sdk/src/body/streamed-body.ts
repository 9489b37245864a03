import { unreadableImage } from '../failure/unreadable-image.ts';
import type { ImageSource } from '../image/source.ts';
import { isNode } from '../runtime/is-node.ts';
import type { Body } from './body.ts';

/**
 * A body that is encoded while it is being sent.
 *
 * @param head - what comes before the image
 * @param image - the image as Base64
 * @param tail - what comes after it
 */
export function streamedBody(
  source: ImageSource,
  head: string,
  image: AsyncGenerator<string, void, undefined>,
  tail: string,
): Body {
  const utf8 = new TextEncoder();
  const first = utf8.encode(head);
  const last = utf8.encode(tail);
  // Some gateways take no body of unknown length, and a service can refuse one that is too large at once.
  const { size } = source;
  const length = first.length + 4 * Math.ceil((size as number) / 3) + last.length;
  let started = false;
  const next = async (): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    if (!started) {
      started = true;
      return first;
    }
    const { done, value } = await image.next();
    return done ? undefined : utf8.encode(value);
  };

  let listener = (): void => {};
  const state = { complete: false, failure: undefined as unknown, closed: false };
  let giveUp = (): void => {};
  const content = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (controller) => {
        giveUp = () => controller.error(new Error('The rest of the image is not needed.'));
      },
      pull: async (controller) => {
        if (state.closed) return;
        try {
          const piece = await next();
          if (state.closed) return;
          listener();
          // Before the last piece is handed over: afterwards nobody knows how far it got.
          if (piece === undefined) state.complete = true;
          controller.enqueue(piece ?? last);
          if (piece === undefined) controller.close();
        } catch (error) {
          if (state.closed) return;
          state.failure = unreadableImage(error);
          controller.error(state.failure);
        }
      },
    },
    { highWaterMark: 0 },
  );
  return {
    content,
    duplex: 'half',
    ...(size !== undefined && isNode() && { headers: { 'Content-Length': String(length) } }),
    get complete() {
      return state.complete;
    },
    get failure() {
      return state.failure;
    },
    onProgress: (given) => {
      listener = given;
    },
    close: async () => {
      state.closed = true;
      // Answered before it was read to its end: without an error the connection would wait for the rest.
      if (!state.complete) giveUp();
      // First, so that a read that never ends holds nobody up.
      await source.close?.();
      await image.return().catch(() => {});
    },
  };
}
