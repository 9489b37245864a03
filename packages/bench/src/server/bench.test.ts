import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-server-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a short run measures every case that needs no Redis and no engine, and leaves nothing behind', async (context) => {
  if (!process.env.REQUIRE_ALL) context.skip('starts the service many times: set REQUIRE_ALL=1');
  const json = join(folder, 'figures.json');
  const cases = ['upload', 'submit', 'slowloris', 'stop', 'day'];
  const quick = ['--rounds', '1', '--seconds', '1', '--size', '1MB', '--tasks', '48'];
  const child = spawn(process.execPath, [main, 'server', ...cases, ...quick, '--json', json], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(await readdir(folder)).toEqual(['figures.json']);
  const figures = JSON.parse(await readFile(json, 'utf8'));
  expect(figures.cases.map((one: { case: string }) => one.case)).toEqual(cases);
  const [, , , stop] = figures.cases;
  expect(stop.measures[0].rows[0]).toMatchObject({ value: { median: 100 }, failure: null });
}, 300_000);
