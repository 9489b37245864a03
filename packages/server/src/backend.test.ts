import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSettings } from '@detect-regions/spec';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { type Backend, type BackendOptions, openBackend } from './backend.ts';
import { keptSigningKey } from './embedded/signing-key.ts';
import { ServerError } from './errors.ts';

async function open(options: Partial<BackendOptions>): Promise<Backend> {
  const backend = await openBackend({
    data: undefined,
    queue: undefined,
    images: undefined,
    signingKey: undefined,
    maxPending: 10,
    maxFinished: 10,
    keepFor: 1000,
    maxStoredBytes: 1000,
    longestUpload: 1000,
    now: () => 0,
    log: () => undefined,
    ...options,
  });
  onTestFinished(() => backend.close());
  return backend;
}

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array([1, 2, 3]);
}

const mode = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

test('in memory, each has a key and a client of its own', async () => {
  const [one, other] = [await open({}), await open({})];
  expect(one.signingKey).toHaveLength(32);
  expect(one.signingKey).not.toEqual(other.signingKey);
  expect(one.developmentClient()).toEqual(one.developmentClient());
  expect(one.developmentClient()).not.toEqual(other.developmentClient());
});

test('what is kept in a folder is there when it is opened again', async () => {
  const data = join(await temporaryFolder(), 'made', 'here');
  const first = await open({ data });
  await first.images.put('a', bytes());
  await first.queue.submit({ id: 'a', owner: 'ann', settings: defaultSettings });
  await first.close();
  const again = await open({ data });
  expect(again.signingKey).toEqual(first.signingKey);
  expect(again.developmentClient()).toEqual(first.developmentClient());
  expect(await again.queue.status('ann', 'a')).toEqual({ status: 'Pending' });
  expect([...((await again.images.get('a')) ?? [])]).toEqual([1, 2, 3]);
});

test('folder and files are for this user alone', async () => {
  const data = join(await temporaryFolder(), 'data');
  const { queue } = await open({ data });
  await queue.submit({ id: 'a', owner: 'ann', settings: defaultSettings });
  expect(await mode(data)).toBe(0o700);
  for (const file of ['signing-key', 'lock', 'tasks.sqlite', 'tasks.sqlite-wal', 'tasks.sqlite-shm']) {
    expect([file, await mode(join(data, file))]).toEqual([file, 0o600]);
  }
});

test('a key that is given wins over the one in the folder, which stays', async () => {
  const data = await temporaryFolder();
  const kept = await open({ data });
  await kept.close();
  const signingKey = Buffer.alloc(32, 7);
  const given = await open({ data, signingKey });
  expect(given.signingKey).toEqual(signingKey);
  await given.close();
  expect((await open({ data })).signingKey).toEqual(kept.signingKey);
});

test('servers that start together in one folder get the same key', async () => {
  const data = await temporaryFolder();
  const keys = await Promise.all([1, 2, 3].map(() => keptSigningKey(data)));
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
});

test.skipIf(process.platform === 'win32')('a key that others can read is refused', async () => {
  const data = await temporaryFolder();
  await (await open({ data })).close();
  await chmod(join(data, 'signing-key'), 0o640);
  await expect(open({ data })).rejects.toMatchObject({
    code: 'data-unusable',
    message: expect.stringContaining('chmod 600'),
  });
  await chmod(join(data, 'signing-key'), 0o600);
  await open({ data });
});

test('a key that is none is refused, and not quoted', async () => {
  const data = await temporaryFolder();
  await writeFile(join(data, 'signing-key'), 'c2hvcnQ=\n', { mode: 0o600 });
  const error: unknown = await open({ data }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'data-unusable', message: expect.stringContaining('delete it') });
  expect(String(error)).not.toContain('c2hvcnQ');
});

test('a folder is used by one at a time; the second is told which folder, and what to do', async () => {
  const data = await temporaryFolder();
  const first = await open({ data });
  const second = open({ data });
  await expect(second).rejects.toThrow(ServerError);
  await expect(second).rejects.toMatchObject({
    code: 'data-in-use',
    message: expect.stringMatching(new RegExp(`${data}.*choose another`)),
  });
  await first.close();
  await open({ data });
});

test('a file in the place of the folder is told as such', async () => {
  const data = join(await temporaryFolder(), 'file');
  await writeFile(data, '');
  await expect(open({ data })).rejects.toMatchObject({
    code: 'data-unusable',
    message: expect.stringContaining(data),
  });
});

test('a database that is none is told as such, and left as it is', async () => {
  const data = await temporaryFolder();
  const text = 'This is a letter to my grandmother.\n'.repeat(100);
  await writeFile(join(data, 'tasks.sqlite'), text);
  await expect(open({ data })).rejects.toMatchObject({
    code: 'data-unusable',
    message: expect.stringMatching(/tasks\.sqlite.*backup/),
  });
  expect(await readFile(join(data, 'tasks.sqlite'), 'utf8')).toBe(text);
});

test('images may be elsewhere', async () => {
  const [data, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  const images = join(elsewhere, 'images');
  const { images: store } = await open({ data, images });
  await store.put('a', bytes());
  expect((await stat(images)).isDirectory()).toBe(true);
  await expect(stat(join(data, 'images'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a place for images that can not be one is told as such', async () => {
  const images = join(await temporaryFolder(), 'file');
  await writeFile(images, '');
  await expect(open({ images })).rejects.toMatchObject({
    code: 'images-unusable',
    message: expect.stringContaining(images),
  });
});

test('a queue that others share is refused without images that they share', async () => {
  await expect(open({ queue: 'redis://127.0.0.1' })).rejects.toMatchObject({
    code: 'invalid-options',
    message: expect.stringContaining('images'),
  });
});
