import { encodeBase64 } from './base64.ts';
import type { ImageSource } from './image/source.ts';
import { unreadable } from './image/unreadable.ts';

/** A body that is no larger is sent in one piece: setting up a stream would cost more. Bytes of image. */
const smallImage = 256 * 1024;
/** How much of the image is encoded at a time; a multiple of 3, so that only the last piece is padded. Bytes. */
const blockSize = 192 * 1024;

/** The body of one attempt. */
export interface Body {
  readonly content: string | Blob | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What must be said of it: its length, that it is a stream. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly duplex?: 'half';
  /** Set where it can't be seen how far it has been sent. */
  readonly hidden?: boolean;
  /** Whether all of it may be on its way. Until then, no service can have accepted it. */
  readonly complete: boolean;
  /** What went wrong in reading the image, where something did. */
  readonly failure?: unknown;
  /** Calls `listener` whenever a piece has been taken. */
  onProgress?(listener: () => void): void;
  /** Lets go of the image. fetch itself would read it to its end, even after an abort. */
  close?(): Promise<void>;
}

/** Where bodies come from, one for each attempt. */
export interface BodySource {
  /** Whether `open` can be called again. */
  readonly replayable: boolean;
  /**
   * @param json - the body as the generated client makes it, with an empty `image`
   * @param signal - aborted when it is no longer needed
   */
  open(json: string, signal: AbortSignal): Promise<Body>;
}

/** The request's JSON with the image in it as Base64, encoded while it is being sent. */
export function imageBody(source: ImageSource): BodySource {
  return {
    get replayable() {
      return source.replayable;
    },
    open: async (text, signal) => {
      const at = text.indexOf('"image":"') + 9;
      const head = text.slice(0, at);
      const tail = text.slice(at);
      const small = (source.size as number) <= smallImage;
      const image = base64Of(source);
      if (!small) return (await import('./large-body.ts')).largeBody(source, head, image, tail, signal);
      let content = head;
      try {
        for await (const part of image) content += part;
      } catch (error) {
        throw unreadable(error);
      }
      return { content: content + tail, complete: true };
    },
  };
}

async function* base64Of(source: ImageSource): AsyncGenerator<string, void, undefined> {
  for await (const piece of source.base64?.() ?? source.chunks(blockSize)) {
    yield typeof piece === 'string' ? piece : encodeBase64(piece);
  }
}
