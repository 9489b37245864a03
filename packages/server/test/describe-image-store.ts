import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ImageStore, ImageStoreFullError } from '../src/storage/image-store.ts';

/**
 * What any image store has to do.
 *
 * @param name - of the implementation
 * @param make - makes an empty store that holds so many bytes
 */
export function describeImageStore(name: string, make: (maxBytes: number) => Promise<ImageStore>): void {
  describe(`${name} is an image store`, () => {
    let store: ImageStore;

    beforeEach(async () => {
      store = await make(100);
    });

    afterEach(() => store.close());

    async function* chunks(...sizes: number[]): AsyncGenerator<Uint8Array> {
      let next = 0;
      for (const size of sizes) yield Uint8Array.from({ length: size }, () => next++ % 256);
    }

    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* chunks(60);
      throw new TypeError('broke off');
    }

    const expected = (size: number): number[] => Array.from({ length: size }, (_, index) => index % 256);

    test('an image comes back as it went in, any number of times', async () => {
      await store.put('a', chunks(10, 0, 20, 30));
      expect([...((await store.get('a')) ?? [])]).toEqual(expected(60));
      expect([...((await store.get('a')) ?? [])]).toEqual(expected(60));
    });

    test('a chunk is taken before the next one is asked for', async () => {
      const reused = new Uint8Array(10);
      const chunksOfOne = async function* (): AsyncGenerator<Uint8Array> {
        for (const byte of [1, 2, 3]) yield reused.fill(byte);
      };
      await store.put('a', chunksOfOne());
      reused.fill(4);
      const stored = [...((await store.get('a')) ?? [])];
      expect(stored).toEqual([1, 2, 3].flatMap((byte) => Array.from({ length: 10 }, () => byte)));
    });

    test('an image without bytes is an image', async () => {
      await store.put('a', chunks());
      expect(await store.get('a')).toHaveLength(0);
    });

    test('images are kept apart', async () => {
      await store.put('a', chunks(10));
      await store.put('b', chunks(20));
      expect(await store.get('a')).toHaveLength(10);
      expect(await store.get('b')).toHaveLength(20);
    });

    test('an image that is put again replaces the first', async () => {
      await store.put('a', chunks(60));
      await store.put('a', chunks(20));
      expect(await store.get('a')).toHaveLength(20);
      await store.put('b', chunks(80));
    });

    test('an unknown image is not there, and can be deleted', async () => {
      expect(await store.get('a')).toBeUndefined();
      await store.delete('a');
    });

    test('a deleted image is gone, and its room is free', async () => {
      await store.put('a', chunks(100));
      await store.delete('a');
      await store.delete('a');
      expect(await store.get('a')).toBeUndefined();
      await store.put('b', chunks(100));
      expect(await store.get('b')).toHaveLength(100);
    });

    test('an image that breaks off leaves nothing, and passes its error on', async () => {
      await expect(store.put('a', broken())).rejects.toThrow(new TypeError('broke off'));
      expect(await store.get('a')).toBeUndefined();
      await store.put('b', chunks(100));
    });

    test('an image that does not fit in is refused as soon as that is known, and leaves nothing', async () => {
      await store.put('a', chunks(60));
      let pulled = 0;
      const endless = async function* (): AsyncGenerator<Uint8Array> {
        for (;;) {
          pulled += 1;
          yield new Uint8Array(30);
        }
      };
      await expect(store.put('b', endless())).rejects.toThrow(ImageStoreFullError);
      expect(pulled).toBe(2);
      expect(await store.get('b')).toBeUndefined();
      await store.put('c', chunks(40));
    });

    test('tells which images are old', async () => {
      await store.put('a', chunks(10));
      await store.put('b', chunks(10));
      await store.delete('b');
      // An hour, since the clock of a store elsewhere may differ from ours.
      const hour = 3_600_000;
      const found: string[][] = [];
      for (const time of [Date.now() - hour, Date.now() + hour]) {
        const ids: string[] = [];
        for await (const id of store.storedBefore(time)) ids.push(id);
        found.push(ids);
      }
      expect(found).toEqual([[], ['a']]);
    });

    test('a store that can be reached passes its check', async () => {
      await store.check();
    });

    test('images that come in at the same time share the room', async () => {
      const results = await Promise.allSettled([
        store.put('a', chunks(30, 30)),
        store.put('b', chunks(30, 30)),
      ]);
      expect(results.some(({ status }) => status === 'rejected')).toBe(true);
      await Promise.all([store.delete('a'), store.delete('b')]);
      await store.put('c', chunks(100));
    });
  });
}
