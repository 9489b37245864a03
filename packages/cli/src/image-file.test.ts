import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageFile, readHeader } from './image-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-image-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** The start of a PNG of 640 × 480 pixels. */
const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000280000001e0080200000000000000', 'hex');

/** A JPEG of 32 × 16 pixels that tells its size behind so many bytes of metadata. */
function jpeg(metadata: number): Uint8Array {
  const segments = [Buffer.from('ffd8', 'hex')];
  for (let left = metadata; left > 0; left -= 60_000) {
    const length = Math.min(left, 60_000);
    segments.push(Buffer.from([0xff, 0xe2, (length + 2) >> 8, (length + 2) & 0xff]), Buffer.alloc(length));
  }
  segments.push(Buffer.from('ffc0000b080010002001011100', 'hex'), Buffer.alloc(20));
  return Buffer.concat(segments);
}

describe('readHeader', () => {
  it('tells the size and the type of an image', async () => {
    const image = imageFile(await file('a.png', png));
    expect(await readHeader(image)).toEqual({ width: 640, height: 480, mediaType: 'image/png' });
  });

  it.each([14, 200_000])('finds the size of a JPEG behind %i bytes of metadata', async (metadata) => {
    const image = imageFile(await file(`${metadata}.jpg`, jpeg(metadata)));
    expect(await readHeader(image)).toEqual({ width: 32, height: 16, mediaType: 'image/jpeg' });
  });

  it.each([['%PDF-1.7\n'], ['plain text'], ['']])('knows no size of %j', async (text) => {
    expect(await readHeader(imageFile(await file('x', Buffer.from(text))))).toBeUndefined();
  });
});

describe('imageFile', () => {
  it('says why a file can not be read', async () => {
    for (const use of [readHeader, (image: ReturnType<typeof imageFile>) => image.read()]) {
      await expect(use(imageFile(join(folder, 'none.png')))).rejects.toMatchObject({
        code: 'unreadable-image',
        message: 'no such file',
      });
      await expect(use(imageFile(folder))).rejects.toMatchObject({ message: 'a folder, not an image' });
    }
  });
});
