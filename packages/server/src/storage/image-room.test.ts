import { beforeEach, expect, test } from 'vitest';
import { ImageRoom, type StoredImage } from './image-room.ts';
import { ImageStoreFullError } from './image-store.ts';

let time: number;
let stored: Map<string, number>;
let counts: number;
let room: ImageRoom;

beforeEach(() => {
  time = 0;
  stored = new Map();
  counts = 0;
  const contents = async function* (): AsyncGenerator<StoredImage> {
    counts += 1;
    for (const [id, bytes] of stored) yield { id, bytes, storedAt: 0 };
  };
  room = new ImageRoom(100, contents, () => time);
});

/** Puts an image as a store does, and gives what came of it. */
async function put(id: string, ...chunks: number[]): Promise<'stored' | 'full'> {
  const image = room.admit(
    (async function* () {
      for (const size of chunks) yield new Uint8Array(size);
    })(),
  );
  try {
    let bytes = 0;
    for await (const chunk of image) bytes += chunk.byteLength;
    stored.set(id, bytes);
    image.end(true);
    return 'stored';
  } catch (error) {
    expect(error).toBeInstanceOf(ImageStoreFullError);
    expect(image.fault?.error).toBe(error);
    image.end(false);
    return 'full';
  }
}

test('nothing is counted while there is room by what this process knows', async () => {
  expect([await put('a', 40), await put('b', 30, 30)]).toEqual(['stored', 'stored']);
  expect(counts).toBe(0);
});

test('before an image is refused, it is counted what others have deleted', async () => {
  await put('a', 60);
  stored.delete('a');
  expect(await put('b', 60)).toBe('stored');
  expect(counts).toBe(1);
});

test('what others have put is known once it was listed', async () => {
  stored.set('theirs', 60);
  for await (const _ of room.list());
  expect(await put('a', 60)).toBe('full');
});

test('a store that was full is counted again a second later, or when this process deletes, not for each refusal', async () => {
  await put('a', 60);
  expect([await put('b', 60), await put('c', 60), await put('d', 60)]).toEqual(['full', 'full', 'full']);
  expect(counts).toBe(1);
  stored.delete('a');
  time += 999;
  expect(await put('e', 60)).toBe('full');
  time += 1;
  expect(await put('f', 60)).toBe('stored');
  expect(counts).toBe(2);
  expect(await put('g', 60)).toBe('full');
  stored.delete('f');
  room.freed();
  expect(await put('h', 60)).toBe('stored');
});

test('a clock that is set back does not keep it full', async () => {
  await put('a', 60);
  expect(await put('b', 60)).toBe('full');
  stored.delete('a');
  time -= 1_000_000;
  expect(await put('c', 60)).toBe('stored');
});

test('an image that broke off gives its room back', async () => {
  expect(await put('a', 60, 60)).toBe('full');
  expect(await put('b', 100)).toBe('stored');
});

test('an image that is put while a count is under way is not forgotten', async () => {
  const listing = room.list();
  stored.set('theirs', 10);
  await listing.next();
  await put('a', 60);
  stored.delete('a');
  for await (const _ of listing);
  // 10 and 60 are known of: 30 fit in, which needs no count.
  const before = counts;
  expect(await put('b', 30)).toBe('stored');
  expect(counts).toBe(before);
});
