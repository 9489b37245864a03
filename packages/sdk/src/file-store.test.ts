import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fileStore } from './file-store.node.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-store-'));
  file = join(folder, 'tasks.jsonl');
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

it('keeps what it was given, in another life too', async () => {
  {
    await using store = fileStore(file);
    expect(await store.get('a')).toBeUndefined();
    await Promise.all([store.set('a', '1'), store.set('b', 'line\nbreak'), store.set('a', '2')]);
    await store.set('c', '3');
    await store.delete('c');
    await store.delete('never there');
    expect(await store.get('a')).toBe('2');
  }
  await using again = fileStore(pathToFileURL(file));
  expect([await again.get('a'), await again.get('b'), await again.get('c')]).toEqual([
    '2',
    'line\nbreak',
    undefined,
  ]);
});

it('makes a file that only its owner can read, at the first use', async () => {
  await using store = fileStore(file, { sync: false });
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  await store.set('a', '1');
  expect((await stat(file)).mode & 0o077).toBe(0);
});

it('drops a line that was cut short, wherever it was cut, and goes on after it', async () => {
  {
    await using store = fileStore(file);
    await store.set('a', '1');
    await store.set('b', 'ü');
  }
  const whole = await readFile(file);
  const second = whole.indexOf(10) + 1;
  for (let cut = second; cut < whole.length; cut++) {
    await writeFile(file, whole.subarray(0, cut));
    {
      await using store = fileStore(file, { sync: false });
      expect([await store.get('a'), await store.get('b')]).toEqual(['1', undefined]);
      await store.set('c', '3');
    }
    await using again = fileStore(file, { sync: false });
    expect([await again.get('a'), await again.get('b'), await again.get('c')]).toEqual(['1', undefined, '3']);
  }
});

it('reads lines that lie across the pieces in which it reads', async () => {
  const values = Array.from({ length: 3_000 }, (_, index) => 'x'.repeat(index % 300) + index);
  {
    await using store = fileStore(file, { sync: false });
    await Promise.all(values.map((value, index) => store.set(`key-${index}`, value)));
  }
  await using again = fileStore(file);
  expect(await Promise.all(values.map((_, index) => again.get(`key-${index}`)))).toEqual(values);
});

it('names the line of a file that is no store, and leaves the file as it is', async () => {
  await writeFile(file, '{"at":1,"key":"a","value":"1"}\nDear diary,\n');
  await using store = fileStore(file);
  await expect(store.get('a')).rejects.toThrow('Line 2');
  await expect(store.set('a', '2')).rejects.toThrow('Line 2');
  expect(await readFile(file, 'utf8')).toContain('Dear diary,\n');
});

it('forgets what is older than a day, and writes the file anew when most of it is out of date', async () => {
  {
    await using store = fileStore(file, { sync: false });
    await store.set('old', '1');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 });
    await Promise.all(Array.from({ length: 10_002 }, (_, index) => store.set('a', String(index))));
  }
  const { size } = await stat(file);
  await using again = fileStore(file);
  expect([await again.get('old'), await again.get('a')]).toEqual([undefined, '10001']);
  expect((await stat(file)).size).toBeLessThan(size / 1_000);
  await again.set('b', '2');
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2);
});

it('tells that it is closed, and that its folder is missing', async () => {
  const store = fileStore(file);
  await store.set('a', '1');
  await store.close();
  await store.close();
  await expect(store.get('a')).rejects.toThrow('closed');
  await expect(fileStore(join(folder, 'none', 'x')).get('a')).rejects.toMatchObject({ code: 'ENOENT' });
  expect(() => fileStore('')).toThrow(TypeError);
});
