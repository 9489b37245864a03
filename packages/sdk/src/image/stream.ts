import { InvalidInputError } from '../errors/index.ts';
import { blocks } from './blocks.ts';
import type { ImageSource } from './source.ts';

/** How far into a stream `read` can look, in bytes: what it reads must be kept until it is sent. */
const longestLook = 256 * 1024;

/** What can be read once, from the front. */
export interface OneWay {
  /** The next bytes, or `undefined` at the end. */
  next(): Promise<unknown>;
  /** Lets go. */
  close(): Promise<void>;
}

/** An image that comes from a stream, and can be sent once only. */
export function streamSource(stream: OneWay): ImageSource {
  const kept: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  let taken = false;
  let closed = false;
  let interrupt = (): void => {};

  // A stream may never answer; whoever lets go of it must not have to wait for that. The interruption is an error
  // rather than an end: half an image must not pass for a whole one.
  const ask = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      interrupt = () => reject(new Error('The stream given as image is no longer needed.'));
      if (closed) interrupt();
      else stream.next().then(resolve, reject);
    });

  const close = async (): Promise<void> => {
    closed = true;
    interrupt();
    await stream.close?.();
  };

  const next = async (): Promise<Uint8Array | undefined> => {
    const chunk = await ask();
    if (chunk === undefined) {
      ended = true;
      return undefined;
    }
    if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    throw new InvalidInputError(
      `The stream given as image must give Uint8Array; it gave a ${typeof chunk}. Is an encoding set on it?`,
      { field: 'image' },
    );
  };

  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    taken = true;
    try {
      for (let chunk = kept.shift(); chunk !== undefined; chunk = kept.shift()) yield chunk;
      while (!ended) {
        const chunk = await next();
        if (chunk !== undefined) yield chunk;
      }
    } finally {
      await close();
    }
  }

  return {
    get replayable() {
      return !taken;
    },
    read: async (start, end) => {
      while (!ended && length < Math.min(end, longestLook)) {
        const chunk = await next();
        if (chunk === undefined) break;
        kept.push(chunk);
        length += chunk.length;
      }
      return join(kept, start, Math.min(end, length));
    },
    chunks: (size) => blocks(all(), size),
    close,
  };
}

/** A web stream. */
export function fromReadable(stream: ReadableStream<Uint8Array>): OneWay {
  if (stream.locked) {
    throw new InvalidInputError('The stream given as image is being read by somebody else (it is locked).', {
      field: 'image',
    });
  }
  const reader = stream.getReader();
  return {
    next: async () => (await reader.read()).value,
    close: async () => {
      // Not waited for: a stream may take for ever over it. One that failed has nothing left to let go of.
      reader.cancel().catch(() => {});
    },
  };
}

/** An async iterable, such as a stream of Node. */
export function fromIterable(iterable: AsyncIterable<Uint8Array>): OneWay {
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { done, value } = await iterator.next();
      return done ? undefined : value;
    },
    close: async () => {
      // Not waited for: an iterator that is stuck in next() would hold us up. Of Node's streams, that one would even
      // keep the stream open until more comes.
      Promise.resolve(iterator.return?.()).catch(() => {});
      const { destroy } = iterable as { destroy?: () => void };
      if (typeof destroy === 'function') destroy.call(iterable);
    },
  };
}

function join(chunks: readonly Uint8Array[], start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let offset = -start;
  for (const chunk of chunks) {
    const from = Math.max(0, -offset);
    if (from < chunk.length && offset < bytes.length) {
      bytes.set(chunk.subarray(from, bytes.length - offset), Math.max(0, offset));
    }
    offset += chunk.length;
  }
  return bytes;
}
