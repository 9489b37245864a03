import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { describeImageStore } from '../../test/describe-image-store.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { type FolderImageStoreOptions, openFolderImageStore } from './folder-image-store.ts';
import { type ImageStore, ImageStoreFullError } from './image-store.ts';

const HOUR = 3_600_000;
const program = fileURLToPath(new URL('../../test/folder-store-process.ts', import.meta.url));

let root: string;
let folders = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'images-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

function newFolder(): string {
  folders += 1;
  return join(root, `${folders}`, 'images');
}

async function open(options: Partial<FolderImageStoreOptions> = {}): Promise<ImageStore> {
  const store = await openFolderImageStore({
    folder: newFolder(),
    maxBytes: 100,
    longestUpload: HOUR,
    now: Date.now,
    ...options,
  });
  onTestFinished(() => store.close());
  return store;
}

async function* bytes(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size).fill(7);
}

async function list(store: ImageStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.storedBefore(Date.now() + HOUR)) ids.push(id);
  return ids.sort();
}

/** The files below a folder, by their paths in it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describeImageStore('The folder', (maxBytes) =>
  openFolderImageStore({ folder: newFolder(), maxBytes, longestUpload: HOUR, now: Date.now }),
);

test('what was put is there after the process that put it', async () => {
  const folder = newFolder();
  const first = await open({ folder });
  await first.put('a', bytes(60));
  await first.close();
  const second = await open({ folder });
  expect(await second.get('a')).toEqual(Buffer.alloc(60, 7));
  await expect(second.put('b', bytes(60))).rejects.toThrow(ImageStoreFullError);
});

test('only the user that it runs as can read what is in it', async () => {
  const folder = newFolder();
  const store = await open({ folder });
  await store.put('a', bytes(1));
  const modes = new Set<string>();
  for (const entry of [
    folder,
    ...(await readdir(folder, { recursive: true })).map((name) => join(folder, name)),
  ]) {
    const { mode } = await stat(entry);
    modes.add((mode & 0o777).toString(8));
  }
  expect([...modes].sort()).toEqual(['600', '700']);
});

test.each(['../a', 'a/b', '..', 'A', ''])('%j is no id', async (id) => {
  const folder = newFolder();
  const store = await open({ folder });
  await expect(store.put(id, bytes(1))).rejects.toThrow(TypeError);
  await expect(store.get(id)).rejects.toThrow(TypeError);
  await expect(store.delete(id)).rejects.toThrow(TypeError);
  expect(await filesIn(join(folder, '..'))).toEqual([]);
});

test('two stores share a folder', async () => {
  const folder = newFolder();
  let time = Date.now();
  const ours = await open({ folder, now: () => time });
  const theirs = await open({ folder });
  await theirs.put('a', bytes(60));
  expect(await ours.get('a')).toHaveLength(60);
  expect(await list(ours)).toEqual(['a']);
  // Having listed it, it knows that there is no room.
  await expect(ours.put('b', bytes(60))).rejects.toThrow(ImageStoreFullError);
  await theirs.delete('a');
  expect(await ours.get('a')).toBeUndefined();
  time += 1000;
  await ours.put('b', bytes(60));
  expect(await list(theirs)).toEqual(['b']);
});

test('what another process is just writing takes up room', async () => {
  const folder = newFolder();
  const theirs = await open({ folder });
  const half = Promise.withResolvers<void>();
  const rest = Promise.withResolvers<void>();
  const slow = async function* (): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(60);
    half.resolve();
    await rest.promise;
  };
  const put = theirs.put('a', slow());
  await half.promise;
  const ours = await open({ folder });
  await expect(ours.put('b', bytes(60))).rejects.toThrow(ImageStoreFullError);
  rest.resolve();
  await put;
  expect(await list(ours)).toEqual(['a']);
});

test('an image is dated by the clock of the store', async () => {
  const store = await open({ now: () => 5000 });
  await store.put('a', bytes(1));
  const found: string[] = [];
  for await (const id of store.storedBefore(5000)) found.push(`before: ${id}`);
  for await (const id of store.storedBefore(5001)) found.push(`at: ${id}`);
  expect(found).toEqual(['at: a']);
});

test('files that are no images are left alone', async () => {
  const folder = newFolder();
  const store = await open({ folder });
  await mkdir(join(folder, 'stored', '00', 'folder'), { recursive: true });
  await writeFile(join(folder, 'stored', '00', '.nfs0001'), 'x');
  await writeFile(join(folder, 'stored', 'readme'), 'x');
  expect(await list(store)).toEqual([]);
});

test('a process that is killed while it writes an image leaves none, and its file is cleared away once it is old', async () => {
  const folder = newFolder();
  const child = spawn(process.execPath, [program, folder, 'endless'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const left = await filesIn(folder);
  expect(left).toHaveLength(1);

  const store = await open({ folder, maxBytes: 1e9 });
  expect(await store.get('endless')).toBeUndefined();
  expect(await list(store)).toEqual([]);
  // It might be another process that goes on writing.
  expect(await filesIn(folder)).toEqual(left);

  const old = new Date(Date.now() - 2 * HOUR);
  await utimes(left[0] ?? '', old, old);
  // Who stores nothing leaves that to others: it does not know how long their uploads take.
  await list(await open({ folder, maxBytes: 0, longestUpload: Number.POSITIVE_INFINITY }));
  expect(await filesIn(folder)).toEqual(left);

  expect(await list(store)).toEqual([]);
  expect(await filesIn(folder)).toEqual([]);
}, 30_000);

test.skipIf(process.platform === 'win32')(
  'where the disk takes no more, an image is refused and leaves nothing, and smaller ones are taken',
  async () => {
    const folder = newFolder();
    // No file may be larger than 64 blocks of 512 bytes, or of 1024 by some shells.
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'ulimit -f 64 && exec "$@"',
      'sh',
      process.execPath,
      program,
      folder,
      '10000',
      '1000000',
      '20000',
    ]);
    expect(JSON.parse(stdout)).toEqual([
      'stored',
      { unavailable: true, message: "The folder of the images can't be used just now.", code: 'EFBIG' },
      'stored',
    ]);
    const store = await open({ folder });
    expect(await list(store)).toEqual(['image-0', 'image-2']);
    expect(await filesIn(folder)).toHaveLength(2);
  },
  30_000,
);

test('a folder that went away is unavailable, and comes back', async () => {
  const folder = newFolder();
  const store = await open({ folder });
  await store.put('a', bytes(1));
  await rm(folder, { recursive: true });
  for (const call of [
    () => store.put('a', bytes(1)),
    () => store.put('a', bytes(1000)),
    () => store.check(),
    () => list(store),
  ]) {
    await expect(call()).rejects.toThrow(UnavailableError);
  }
  await open({ folder });
  await expect(store.put('a', bytes(1))).rejects.toThrow(UnavailableError);
  await store.check();
  await store.put('a', bytes(1));
});

test('a folder that is a file, or that may not be made, is refused', async () => {
  const file = newFolder();
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, '');
  await expect(open({ folder: file })).rejects.toThrow(UnavailableError);
  await expect(open({ folder: join(file, 'below') })).rejects.toThrow(UnavailableError);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder that may not be written to fails the check',
  async () => {
    const folder = newFolder();
    const store = await open({ folder });
    await chmod(join(folder, 'incoming'), 0o500);
    await expect(store.check()).rejects.toThrow(UnavailableError);
  },
);
