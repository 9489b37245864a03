import { encodeBase64 } from './base64.ts';
import { blocks } from './blocks.ts';
import { DetectRegionsError } from './errors/index.ts';
import { unreadable } from './image/open.ts';
import type { ImageSource } from './image/source.ts';
import { canStreamRequests, isNode } from './runtime.ts';

/** A body that is no larger is sent in one piece: setting up a stream would cost more. Bytes of image. */
const smallImage = 256 * 1024;
/** How much of the image is encoded at a time; a multiple of 3, so that only the last piece is padded. Bytes. */
const blockSize = 192 * 1024;

/** The body of one attempt. */
export interface Body {
  readonly content: string | Blob | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Whether `content` is a stream. */
  readonly streamed: boolean;
  /** Its length in bytes, where it must be said. */
  readonly length: number | undefined;
  /** Whether it can be seen how far it has been sent: as a stream, or because it is sent in no time. */
  readonly visible: boolean;
  /** Whether all of it may be on its way. Until then, no service can have accepted it. */
  readonly complete: boolean;
  /** What went wrong in reading the image, where something did. */
  readonly failure: unknown;
  /** Calls `listener` whenever a piece has been taken. */
  onProgress(listener: () => void): void;
  /** Lets go of the image. fetch itself would read it to its end, even after an abort. */
  close(): Promise<void>;
}

/** Where bodies come from, one for each attempt. */
export interface BodySource {
  /** Whether `open` can be called again. */
  readonly replayable: boolean;
  /**
   * @param json - the body as the generated client makes it, with an empty `image`
   */
  open(json: string): Promise<Body>;
}

/** The request's JSON with the image in it as Base64, encoded while it is being sent. */
export function imageBody(source: ImageSource): BodySource {
  return {
    get replayable() {
      return source.replayable;
    },
    open: async (text) => {
      const at = text.indexOf('"image":"') + '"image":"'.length;
      const head = text.slice(0, at);
      const tail = text.slice(at);
      if (source.bytes !== undefined && source.bytes.length <= smallImage) {
        return wholeBody(head + encodeBase64(source.bytes) + tail, true);
      }
      const parts = encoded(head, source.chunks(), tail);
      if (!canStreamRequests()) return wholeBody(await collect(parts).catch(failing), false);
      // Some gateways take no body of unknown length, and a service can refuse one that is too large at once.
      const { size } = source;
      // Only Node's fetch takes the length of a stream, and then sends it so rather than in chunks.
      const known = size !== undefined && isNode();
      return streamedBody(
        source,
        parts,
        known ? new TextEncoder().encode(text).length + 4 * Math.ceil(size / 3) : undefined,
      );
    },
  };
}

async function* encoded(
  head: string,
  chunks: AsyncIterable<Uint8Array>,
  tail: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  const utf8 = new TextEncoder();
  yield utf8.encode(head);
  for await (const block of blocks(chunks, blockSize)) yield utf8.encode(encodeBase64(block));
  return utf8.encode(tail);
}

function wholeBody(content: string | Blob, visible: boolean): Body {
  return {
    content,
    streamed: false,
    length: undefined,
    visible,
    complete: true,
    failure: undefined,
    onProgress: () => {},
    close: async () => {},
  };
}

/** Where requests can't be streamed, a Blob is the leanest: the browser may keep its parts on disk. */
async function collect(
  parts: AsyncGenerator<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>,
): Promise<Blob> {
  const blobs: Blob[] = [];
  for (;;) {
    const { done, value } = await parts.next();
    blobs.push(new Blob([value]));
    if (done) return new Blob(blobs);
  }
}

function failing(error: unknown): never {
  throw imageFailure(error);
}

/** What comes of reading the image while it is being sent is the caller's image's fault, not the network's. */
function imageFailure(error: unknown): DetectRegionsError {
  return error instanceof DetectRegionsError ? error : unreadable(error);
}

function streamedBody(
  source: ImageSource,
  parts: AsyncGenerator<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>,
  length: number | undefined,
): Body {
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
          const { done, value } = await parts.next();
          if (state.closed || value === undefined) return;
          listener();
          // Before the last piece is handed over: afterwards nobody knows how far it got.
          if (done) state.complete = true;
          controller.enqueue(value);
          if (done) controller.close();
        } catch (error) {
          if (state.closed) return;
          state.failure = imageFailure(error);
          controller.error(state.failure);
        }
      },
    },
    { highWaterMark: 0 },
  );
  return {
    content,
    streamed: true,
    length,
    visible: true,
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
      // First, so that a read that never ends holds nobody up; what can be read again needs no such thing.
      if (!source.replayable) await source.close();
      // The last piece is of no use to anybody who asks for it now.
      await parts.return(new Uint8Array()).catch(() => {});
    },
  };
}
