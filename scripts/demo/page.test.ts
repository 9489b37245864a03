import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readPages } from './page.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-demo-'));
  vi.stubEnv('INIT_CWD', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it('reads the pages given, from where the user stands, and names each of them apart', async () => {
  await mkdir(join(folder, 'sub'));
  await writeFile(join(folder, 'a.png'), 'one');
  await writeFile(join(folder, 'sub', 'A.png'), 'two');
  const pages = await readPages(['a.png', join('sub', 'A.png')]);
  expect(pages).toMatchObject([
    { label: 'a.png', name: 'a', extension: '.png', bytes: Buffer.from('one') },
    { label: join('sub', 'A.png'), name: 'A-2', bytes: Buffer.from('two') },
  ]);
});

it('says of each what can not be used, and why', async () => {
  await writeFile(join(folder, 'a.png'), 'one');
  const [missing, aFolder, page] = await readPages(['none.png', '.', 'a.png']);
  expect(missing).toEqual({ label: 'none.png', problem: 'no such file' });
  expect(aFolder).toEqual({ label: '.', problem: 'a folder, not an image' });
  expect(page).toMatchObject({ label: 'a.png', name: 'a' });
});

it("takes the project's sample pages when none are given", async () => {
  const pages = await readPages([]);
  expect(pages.map(({ label }) => label)).toEqual(['article.jpg', 'form.jpg', 'letter.jpg', 'receipt.jpg']);
});
