import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { cliUsage, readCliArguments } from './arguments.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('one round gives a figure for every row, with its ratio to a Node that does nothing', async () => {
  const json = join(folder, 'figures.json');
  const child = spawn(process.execPath, [main, 'cli', 'start-up', '--rounds', '1', '--json', json], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(out).toContain('of the allowance');
  const { cases } = JSON.parse(await readFile(json, 'utf8'));
  const [time, allowance] = cases[0].measures;
  for (const { rows } of [time, allowance]) {
    expect(rows.map(({ peer }: { peer: string }) => peer)).toContain('--help');
    for (const { value, failure } of rows)
      expect({ failure, isFigure: value.median > 0 }).toEqual({ failure: null, isFigure: true });
  }
  expect(time.rows[0]).toMatchObject({ peer: 'node -e 0', ratio: { median: 1 } });
}, 120_000);

test('what is not accepted is refused with what is', () => {
  expect(() => readCliArguments(['start'])).toThrow(/there are start-up, detect/);
  expect(() => readCliArguments(['--rounds', '0'])).toThrow(UsageError);
  expect(readCliArguments(['detect', '--rounds', '2'])).toMatchObject({
    rounds: 2,
    cases: [{ name: 'detect' }],
  });
  expect(readCliArguments(['--help'])).toBe('help');
  expect(cliUsage()).toContain('start-up');
});
