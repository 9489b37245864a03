import { encodeBase64 } from '../base64/encode.ts';
import { failures } from '../failure/load.ts';
import type { ImageSource } from '../image/source.ts';

/** A body that is no larger is sent in one piece: setting up a stream would cost more. Bytes of image. */
const smallImage = 256 * 1024;
/** What the image comes after. */
const gap = '"image":"';

/** The body of one attempt. */
export interface Body {
  readonly content: string | Blob | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What must be said of it: its length, that it is a stream. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly duplex?: 'half';
  /** How long it may make no progress, in milliseconds; set where that can't be seen. */
  readonly patience?: number;
  /** Whether all of it may be on its way. Until then, no service can have accepted it. */
  readonly complete: boolean;
  /** What went wrong in reading the image, where something did. */
  readonly failure?: unknown;
  /** Calls `listener` whenever a piece has been taken. */
  onProgress?(listener: () => void): void;
  /** Lets go of the image. fetch itself would read it to its end, even after an abort. */
  close?(): Promise<void>;
}

/** Does work within the limits of a call, and tells it when it is no longer needed. */
export type Wait = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * The body of one attempt: the request's JSON with the image in it as Base64, encoded while it is being sent.
 *
 * @param json - the body as the generated client makes it, with an empty `image`
 * @param wait - does what takes its time
 */
export function openBody(source: ImageSource, json: string, wait: Wait): Body | Promise<Body> {
  const [before, tail = ''] = json.split(gap);
  const head = before + gap;
  const { bytes, size } = source;
  const whole = (image: Uint8Array): Body => ({
    content: head + encodeBase64(image) + tail,
    complete: true,
  });
  // Awaiting, and limits for it, would cost more than all else.
  if (bytes && bytes.length <= smallImage) return whole(bytes);
  return wait(async (signal) => {
    try {
      if ((size as number) <= smallImage && !source.base64) {
        return whole(await source.read(0, size as number));
      }
      return await (await import('./large-body.ts')).largeBody(source, head, tail, signal);
    } catch (error) {
      throw (await failures({ cause: error })).unreadableImage(error);
    }
  });
}
