import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DiscoverOptions, discoverImages, type FoundImage } from './discover.ts';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'detect-regions-discover-')));
  const files = [
    'scans/page-10.png',
    'scans/page-9.PNG',
    'scans/notes.txt',
    'scans/.hidden.png',
    'scans/.thumbs/page.png',
    'scans/book/a.tiff',
    'scans/book/deep/b.jpg',
    'no-images/readme.md',
    'odd/[1].png',
    'odd/plain',
  ];
  for (const file of files) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), '');
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function all(
  args: readonly string[],
  options: Partial<DiscoverOptions> = {},
): Promise<(FoundImage & { short: string })[]> {
  const found: (FoundImage & { short: string })[] = [];
  for await (const image of discoverImages(args, { urls: false, ...options })) {
    found.push({ ...image, short: image.name.replace(`${folder}/`, '') });
  }
  return found;
}

const shorts = async (...call: Parameters<typeof all>): Promise<string[]> =>
  (await all(...call)).map(({ short }) => short);

describe('discoverImages finds in a folder', () => {
  it('the images, in natural order, hidden ones left out', async () => {
    expect(await shorts([join(folder, 'scans')])).toEqual([
      'scans/book/a.tiff',
      'scans/book/deep/b.jpg',
      'scans/page-9.PNG',
      'scans/page-10.png',
    ]);
  });

  it('only those in itself, when not to be recursive', async () => {
    expect(await shorts([`${folder}/scans/`], { recursive: false })).toEqual([
      'scans/page-9.PNG',
      'scans/page-10.png',
    ]);
  });

  it('what is in a hidden one that is named', async () => {
    expect(await shorts([join(folder, 'scans/.thumbs')])).toEqual(['scans/.thumbs/page.png']);
  });

  it('each with its path, and its place below the folder', async () => {
    const [, image] = await all([join(folder, 'scans')]);
    expect(image).toMatchObject({
      name: `${folder}/scans/book/deep/b.jpg`,
      path: join(folder, 'scans/book/deep/b.jpg'),
      relative: 'book/deep/b.jpg',
    });
  });

  it('nothing twice, where links lead in circles', async () => {
    const round = join(folder, 'round');
    await mkdir(join(round, 'a'), { recursive: true });
    await writeFile(join(round, 'a', 'one.png'), '');
    await symlink('..', join(round, 'a', 'back'));
    await symlink('itself', join(round, 'itself'));
    await symlink('a', join(round, 'z'));
    await symlink(join('a', 'one.png'), join(round, 'linked.png'));
    expect(await shorts([round])).toEqual(['round/a/one.png', 'round/linked.png']);
  });

  it('the others, when a folder in it can not be read, which is told', async () => {
    // Deeper than a path may be long: that stops even root, whom no permission stops.
    const part = Array(9).fill('x'.repeat(240)).join('/');
    const [upper, lower] = [join(folder, 'deep', part), join(folder, 'lower', part)];
    await mkdir(upper, { recursive: true });
    await mkdir(lower, { recursive: true });
    await writeFile(join(folder, 'deep', 'a.png'), '');
    await rename(join(folder, 'lower'), join(upper, 'lower'));
    try {
      const told: [string, string][] = [];
      const names = await shorts([join(folder, 'deep')], {
        onUnreadable: (name, { message }) => told.push([name, message]),
      });
      expect(names).toEqual(['deep/a.png']);
      expect(told).toHaveLength(1);
      expect(told[0]?.[1]).toContain('its path is too long');
      await expect(all([join(folder, 'deep')])).rejects.toMatchObject({ code: 'unreadable-folder' });
    } finally {
      await rename(join(upper, 'lower'), join(folder, 'lower'));
    }
  });

  it('one after the other: folders are read when it is their turn', async () => {
    const many = join(folder, 'many');
    for (const name of ['a', 'b']) {
      await mkdir(join(many, name), { recursive: true });
      await writeFile(join(many, name, '1.png'), '');
    }
    const found: string[] = [];
    for await (const { relative } of discoverImages([many], { urls: false })) {
      if (found.push(relative) === 1) await writeFile(join(many, 'b', '2.png'), '');
    }
    expect(found).toEqual(['a/1.png', 'b/1.png', 'b/2.png']);
  });
});

describe('discoverImages by a glob', () => {
  it.each([
    ['scans/*.png', ['scans/page-10.png']],
    ['scans/**/*.{jpg,tiff}', ['scans/book/a.tiff', 'scans/book/deep/b.jpg']],
    ['scans/*/*', ['scans/book/a.tiff']],
    ['scans/page-?.PNG', ['scans/page-9.PNG']],
    ['scans/.*.png', ['scans/.hidden.png']],
    ['s*/.thumbs/*', ['scans/.thumbs/page.png']],
  ])('finds %s', async (glob, names) => {
    expect(await shorts([`${folder}/${glob}`])).toEqual(names);
  });

  it('tells the place below its fixed part', async () => {
    const images = await all([`${folder}/scans/**/*.jpg`]);
    expect(images.map(({ relative }) => relative)).toEqual(['book/deep/b.jpg']);
  });

  it('takes a file of that very name for what it is', async () => {
    expect(await shorts([join(folder, 'odd/[1].png')])).toEqual(['odd/[1].png']);
  });

  it.each([
    ['scans/*.gif', 'matches no image'],
    ['nowhere/*.png', 'matches no image'],
    ['no-images', 'has no image in it'],
  ])('says so when %s gives nothing, before anything comes', async (argument, message) => {
    const images = discoverImages([join(folder, 'scans'), `${folder}/${argument}`], { urls: false });
    await expect(images.next()).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(message),
      hint: expect.stringContaining('.png'),
    });
  });
});

describe('discoverImages takes', () => {
  it('files as they are named, missing ones too', async () => {
    const plain = join(folder, 'odd/plain');
    expect(await all([plain, 'none.png', '-'])).toMatchObject([
      { name: plain, path: plain, relative: 'plain' },
      { name: 'none.png', relative: 'none.png' },
      { name: '-', relative: 'stdin' },
    ]);
  });

  it('addresses when told to, and shows no signature of theirs', async () => {
    const url = 'https://example.com/a%20b/page%201.png?sig=secret';
    expect(await all([url, 'http://127.0.0.1:8/'], { urls: true })).toMatchObject([
      { name: 'https://example.com/a%20b/page%201.png?…', url, relative: 'page 1.png' },
      { name: 'http://127.0.0.1:8/', url: 'http://127.0.0.1:8/', relative: '127.0.0.1' },
    ]);
  });

  it.each([
    [['-', '-'], false, 'only once'],
    [['https://example.com/a.png'], false, 'is an address'],
    [['http://example.com/a.png'], true, 'must begin with https:'],
    [['https://me:pass@example.com/a.png'], true, 'user name or password'],
    [['https://'], true, 'is no address'],
  ])('not %j (addresses: %s)', async (args, urls, message) => {
    const error = await all(args, { urls }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
    expect(JSON.stringify(error)).not.toContain('pass@');
  });
});
