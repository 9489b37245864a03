import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageFile } from './image-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-image-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('imageFile', () => {
  it('leaves a file to be read piecemeal', async () => {
    const path = join(folder, 'a.png');
    await writeFile(path, 'content');
    expect(await imageFile(path).source()).toEqual({ path });
    expect(Buffer.from(await imageFile(path).read()).toString()).toBe('content');
  });

  it.skipIf(process.platform === 'win32')('reads a named pipe once, and keeps what it held', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const image = imageFile(path);
    const [source] = await Promise.all([image.source(), writeFile(path, 'content')]);
    expect(Buffer.from(source as Uint8Array).toString()).toBe('content');
    expect(await image.read()).toBe(source);
  });

  it.each([
    ['none.png', 'no such file'],
    ['', 'a folder, not an image'],
  ])('says why "%s" can not be read', async (name, message) => {
    const image = imageFile(join(folder, name));
    for (const use of [image.source, image.read]) {
      await expect(use()).rejects.toMatchObject({ code: 'unreadable-image', message });
    }
  });
});
