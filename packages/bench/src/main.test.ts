import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts the program with its temporary files in the test's folder. */
const start = (...args: string[]) =>
  spawn(process.execPath, [main, 'sdk', ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

test('nothing is left behind by Ctrl-C', async () => {
  const child = start('upload-file', '--peers', 'fetch,sdk', '--size', '1MB', '--rounds', '100');
  await once(createInterface({ input: child.stdout }), 'line');
  expect(await readdir(folder)).toHaveLength(1);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
  expect(await readdir(folder)).toEqual([]);
}, 60_000);

test('every value of every round comes in the JSON', async () => {
  const json = join(folder, 'figures.json');
  const child = start(
    'upload-file',
    '--peers',
    'fetch,sdk',
    '--size',
    '1MB',
    '--rounds',
    '2',
    '--json',
    json,
  );
  child.stdout.resume();
  expect(await once(child, 'exit')).toEqual([0, null]);
  const { suite, date, machine, cases } = JSON.parse(await readFile(json, 'utf8'));
  expect({ suite, date, machine }).toEqual({
    suite: 'sdk',
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    machine: expect.objectContaining({ node: expect.any(String), cores: expect.any(Number) }),
  });
  expect(cases.map((one: { case: string }) => one.case)).toEqual(['upload-file']);
  for (const { measures } of cases) {
    expect(measures.length).toBeGreaterThan(1);
    for (const { rows } of measures) {
      expect(rows.map(({ peer }: { peer: string }) => peer).toSorted()).toEqual(['fetch', 'sdk']);
      for (const { value, failure } of rows) {
        expect(failure).toBeNull();
        expect(value.values.length).toBeGreaterThanOrEqual(2);
      }
    }
  }
}, 60_000);

test('a file that can not be written is told before anything is measured', async () => {
  const child = start('bundle', '--json', join(folder, 'none', 'figures.json'));
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect({ out, code }).toEqual({ out: '', code: 2 });
  expect(err).toContain('figures.json (ENOENT)');
}, 60_000);
