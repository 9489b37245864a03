import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { readPages } from './pages.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-pages-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: unknown): Promise<void> =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

test('the pages of a manifest have their kind and their truth', async () => {
  await mkdir(join(folder, 'gt'));
  await write('gt/a.json', { blocks: [[1, 2, 3, 4, 1]], lines: null });
  await write('manifest.json', [
    { id: 'a', kind: 'paper', image: 'images/a.jpg', gt: 'gt/a.json' },
    { id: 'b', kind: 'photo', image: 'images/b.jpg' },
  ]);
  expect(await readPages(folder)).toEqual([
    {
      id: 'a',
      kind: 'paper',
      image: join(folder, 'images/a.jpg'),
      truth: { blocks: [{ region: { left: 1, top: 2, right: 3, bottom: 4 }, ignored: true }], lines: null },
    },
    { id: 'b', kind: 'photo', image: join(folder, 'images/b.jpg'), truth: null },
  ]);
});

test('a manifest may have another name', async () => {
  await write('half.json', [{ id: 'a', kind: 'paper', image: 'a.jpg' }]);
  const [page] = await readPages(join(folder, 'half.json'));
  expect(page).toMatchObject({ id: 'a', image: join(folder, 'a.jpg') });
});

test('without a manifest, images are pages, and a JSON beside one is its truth', async () => {
  for (const name of ['b.jpg', 'a.PNG', 'a.tif', 'notes.txt']) await write(name, '');
  await write('b.json', { lines: [[1, 2, 3, 4]] });
  const pages = await readPages(folder);
  expect(pages.map(({ id, truth }) => [id, truth])).toEqual([
    ['a.PNG', null],
    ['a.tif', null],
    ['b', { blocks: null, lines: [{ region: { left: 1, top: 2, right: 3, bottom: 4 }, ignored: false }] }],
  ]);
});

describe('what can not be read is named:', () => {
  test.each([
    ['an empty folder', {}, 'neither a manifest.json nor images'],
    ['a manifest that is no JSON', { 'manifest.json': '{' }, 'manifest.json can'],
    ['a manifest that is no list', { 'manifest.json': {} }, 'manifest.json is no list'],
    ['a page without a kind', { 'manifest.json': [{ id: 'a', image: 'a' }] }, 'kind of page 0'],
    ['an id that is a path', { 'manifest.json': [{ id: '../a', kind: 'k', image: 'a' }] }, '../a'],
    [
      'a truth that is missing',
      { 'manifest.json': [{ id: 'a', kind: 'k', image: 'a', gt: 'n.json' }] },
      'n.json',
    ],
    ['a box of three numbers', { 'a.jpg': '', 'a.json': { lines: [[1, 2, 3]] } }, 'a.json: lines must be'],
    [
      'a box of texts',
      { 'a.jpg': '', 'a.json': { blocks: [['1', '2', '3', '4']] } },
      'a.json: blocks must be',
    ],
  ])('%s', async (_, files, message) => {
    for (const [name, content] of Object.entries(files)) await write(name, content);
    const reading = readPages(folder);
    await expect(reading).rejects.toThrow(UsageError);
    await expect(reading).rejects.toThrow(message);
  });

  test('a folder that is not there', async () => {
    await expect(readPages(join(folder, 'none'))).rejects.toThrow("none can't be read (ENOENT)");
  });
});
