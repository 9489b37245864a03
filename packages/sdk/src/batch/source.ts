import { InvalidInputError } from '../errors/index.ts';

/** Where the images of a batch come from, one at a time. */
export interface BatchSource<T> {
  /** The next one. Must not be called while the last call is under way. */
  next(): Promise<IteratorResult<T, unknown>>;
  /** Tells the source that no more is wanted. */
  close(): Promise<void>;
}

/**
 * Opens an iterable of any kind.
 *
 * @throws {@link InvalidInputError} when it is none, or is a single image, which may be iterable itself
 */
export function batchSource<T>(images: Iterable<T | Promise<T>> | AsyncIterable<T>): BatchSource<T> {
  const given = Object(images) as Partial<Iterable<T> & AsyncIterable<T>>;
  const single = typeof images === 'string' || ArrayBuffer.isView(images) || 'arrayBuffer' in given;
  const open = single ? undefined : (given[Symbol.asyncIterator] ?? given[Symbol.iterator]);
  if (typeof open !== 'function') {
    throw new InvalidInputError(
      `images must be an iterable or async iterable of images${single ? '; for a single one, [image] or client.detect(image)' : ''}.`,
      { field: 'images' },
    );
  }
  // Opened with the first image, so that a batch that nobody reads leaves nothing open.
  let iterator: Iterator<T> | AsyncIterator<T> | undefined;
  let pending = false;
  return {
    next: async () => {
      pending = true;
      try {
        iterator ??= (open as () => Iterator<T> | AsyncIterator<T>).call(given);
        const { done, value } = await iterator.next();
        // A plain iterable may give promises.
        return done ? { done, value: undefined } : { done: false, value: await value };
      } finally {
        pending = false;
      }
    },
    close: async () => {
      const closed = Promise.resolve(iterator?.return?.());
      // A source that is still at work on the next image may take for ever over it: nobody waits for that.
      if (pending) closed.catch(() => {});
      else await closed;
    },
  };
}
