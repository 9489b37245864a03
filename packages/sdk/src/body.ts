import { encodeBase64 } from './base64.ts';
import type { ImageSource } from './image/source.ts';
import { unreadable } from './image/unreadable.ts';
import { canStreamRequests } from './runtime.ts';

/** A body that is no larger is sent in one piece: setting up a stream would cost more. Bytes of image. */
const smallImage = 256 * 1024;
/** How much of the image is encoded at a time; a multiple of 3, so that only the last piece is padded. Bytes. */
const blockSize = 192 * 1024;

/** The body of one attempt. */
export interface Body {
  readonly content: string | Blob | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Whether `content` is a stream. */
  readonly streamed?: boolean;
  /** Its length in bytes, where it must be said. */
  readonly length?: number | undefined;
  /** Whether it can be seen how far it has been sent: as a stream, or because it is sent in no time. */
  readonly visible: boolean;
  /** Whether all of it may be on its way. Until then, no service can have accepted it. */
  readonly complete: boolean;
  /** What went wrong in reading the image, where something did. */
  readonly failure?: unknown;
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
      const at = text.indexOf('"image":"') + 9;
      const head = text.slice(0, at);
      const tail = text.slice(at);
      const small = (source.size as number) <= smallImage;
      const image = base64Of(source);
      if (!small && canStreamRequests()) {
        return (await import('./streamed-body.ts')).streamedBody(source, head, image, tail);
      }
      try {
        const parts: BlobPart[] = [head];
        // Where requests can't be streamed, a Blob is the leanest: the browser may keep its parts on disk.
        for await (const part of image) parts.push(small ? part : new Blob([part]));
        parts.push(tail);
        return {
          content: small ? parts.join('') : new Blob(parts),
          visible: small,
          complete: true,
          onProgress() {},
          close: async () => {},
        };
      } catch (error) {
        throw unreadable(error);
      }
    },
  };
}

async function* base64Of(source: ImageSource): AsyncGenerator<string, void, undefined> {
  for await (const piece of source.base64?.() ?? source.chunks(blockSize)) {
    yield typeof piece === 'string' ? piece : encodeBase64(piece);
  }
}
