import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAtomicFile, writeAtomically } from './write-atomically.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-atomic-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file that is written atomically', () => {
  it('has its name once it is whole', async () => {
    const path = join(folder, 'new', 'a.txt');
    await using file = await createAtomicFile(path, false);
    await file.write('one ');
    expect(await readdir(join(folder, 'new'))).not.toContain('a.txt');
    await file.write('two');
    await file.commit();
    expect(await readFile(path, 'utf8')).toBe('one two');
    expect(await readdir(join(folder, 'new'))).toEqual(['a.txt']);
  });

  it('leaves nothing when it is not committed', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'old');
    {
      await using file = await createAtomicFile(path, true);
      await file.write('new');
    }
    expect(await readdir(folder)).toEqual(['a.txt']);
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it('takes the place of another by force alone', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'old');
    await expect(writeAtomically(path, 'new', false)).rejects.toMatchObject({ code: 'usage' });
    expect(await readFile(path, 'utf8')).toBe('old');
    await writeAtomically(path, 'new', true);
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('spares one that has come in the meantime', async () => {
    const path = join(folder, 'a.txt');
    await using file = await createAtomicFile(path, false);
    await file.write('mine');
    await writeFile(path, 'theirs');
    await expect(file.commit()).rejects.toMatchObject({ code: 'usage' });
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });

  it('says why it can not be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(writeAtomically(join(folder, 'file', 'a.txt'), '', false)).rejects.toMatchObject({
      code: 'unwritable-output',
      message: expect.stringContaining("can't write"),
    });
  });
});
