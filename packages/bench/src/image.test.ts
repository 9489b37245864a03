import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeImage, smallestImage, writeImage } from './image.ts';

test.each([smallestImage, 1 << 20, 2_500_001])(
  'an image of %d bytes is the same in memory and in a file',
  async (size) => {
    const folder = await mkdtemp(join(tmpdir(), 'detect-regions-bench-'));
    try {
      await writeImage(join(folder, 'page.png'), size);
      const file = await readFile(join(folder, 'page.png'));
      const memory = makeImage(size);
      expect(memory.byteLength).toBe(size);
      expect(file.equals(memory)).toBe(true);
      expect(file.toString('latin1', 1, 4)).toBe('PNG');
      expect(file.readUInt32BE(16)).toBe(10_000);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
