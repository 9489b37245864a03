import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bin } from '../cli.ts';
import { type GatedService, startGatedService } from './gated-service.ts';
import {
  needTerminal,
  type OpenTerminal,
  openProgram,
  openTerminal,
  type TerminalOptions,
} from './terminal.ts';
import { startUncancellableService } from './uncancellable-service.ts';

const page = fileURLToPath(new URL('../../../../docs/pages/receipt.jpg', import.meta.url));
const wideName = `${'領収書'.repeat(12)}.jpg`;
const ctrlC = '\u0003';
const ctrlD = '\u0004';
/** Where it does not matter what is found: one region, the page, without a look at it. */
const quick = ['--local', '--dsr-mode', 'NoDsrNoFilter'];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-terminal-'));
  for (const name of ['a.jpg', 'b.jpg', wideName]) await copyFile(page, join(folder, name));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(needTerminal);

function detect(args: readonly string[], options: TerminalOptions = {}): Promise<OpenTerminal> {
  return openTerminal(['detect', ...args], { cwd: folder, ...options });
}

/** A line of a shell, in a terminal; `detect-regions` is a command there. */
function shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<OpenTerminal> {
  const program = `detect-regions() { "${process.execPath}" "${bin}" "$@"; }`;
  return openProgram('bash', ['--norc', '--noprofile', '-c', `set -o pipefail; ${program}; ${line}`], {
    cwd: folder,
    env,
  });
}

const isProgress = (line: string): boolean => /^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] /.test(line);

async function endAll({ engine }: GatedService, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    (await engine.work()).ends({ width: 640, height: 1400, regions: [] });
  }
}

// Most of the time is spent waiting for the line to appear.
describe.concurrent('the progress line of detect', () => {
  it('tells what is being done, goes away for what is printed, and leaves nothing behind', async () => {
    await using service = await startGatedService();
    await using terminal = await detect(['a.jpg', 'b.jpg'], { env: service.env });
    const [line] = await terminal.until((lines) => lines.some((text) => text.includes('processing')));
    expect(line).toMatch(/^. 0\/2 {2}[ab]\.jpg: (processing|pending) and 1 more {2}\d+ s$/);
    await endAll(service, 1);
    await terminal.until((lines) => lines.some((text) => / 1\/2 {2}b\.jpg: /.test(text)));
    await endAll(service, 1);
    expect(await terminal.exit).toBe(0);
    const size = '640 × 1400 px, 0 regions';
    expect(terminal.transcript()).toEqual([`a.jpg  ${size}`, '', `b.jpg  ${size}`]);
    expect(terminal.hasCursor()).toBe(true);
  });

  it.each([
    [24, 'a.jpg'],
    [60, wideName],
    [8, 'a.jpg'],
  ])('never takes a second line: %i columns, %s', async (columns, name) => {
    await using service = await startGatedService();
    await using terminal = await detect([name, '--out', 'out.json', '--force'], {
      env: service.env,
      columns,
    });
    const hasMoved = new Set<string>();
    await terminal.until(([line]) => line !== undefined && isProgress(line) && hasMoved.add(line).size > 3);
    for (const lines of terminal.history()) expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(1);
    await endAll(service, 1);
    expect(await terminal.exit).toBe(0);
  });

  it('fits a window that is made narrower', async () => {
    await using service = await startGatedService();
    await using terminal = await detect([wideName, '--format', 'json'], { env: service.env });
    await terminal.until((lines) => lines.some(isProgress));
    terminal.resize(30, 24);
    // What was drawn while the window changed may have been broken in two, and stay above.
    await terminal.until((lines) => isProgress(lines.at(-1) ?? '') && /… ?:/.test(lines.at(-1) ?? ''));
    await endAll(service, 1);
    expect(await terminal.exit).toBe(0);
    expect(terminal.transcript()).toContain('[');
  });

  it.each([
    ['NO_COLOR', { NO_COLOR: '1' }],
    ['TERM=dumb', { TERM: 'dumb' }],
  ])('is not there with %s, and neither are colours', async (_case, wish) => {
    await using service = await startGatedService();
    await using terminal = await detect(['none.jpg', 'a.jpg'], { env: { ...service.env, ...wish } });
    await service.logged('task.submitted', 1);
    // It began later. Where its line is to be seen, the other one would be as well.
    await using other = await detect(['b.jpg'], { env: service.env });
    await other.until((lines) => lines.some(isProgress));
    await endAll(service, 2);
    expect(await terminal.exit).toBe(1);
    expect(terminal.history().flat().filter(isProgress)).toEqual([]);
    expect(terminal.raw()).not.toContain('\u001b');
    expect(terminal.screen()).toContain('error: none.jpg: no such file');
  });
});

describe.concurrent('Ctrl-C', () => {
  it('cancels the task at the service, takes the line away, and exits with 130', async () => {
    await using service = await startGatedService();
    await using terminal = await detect(['a.jpg'], { env: service.env });
    await terminal.until((lines) => lines.some(isProgress));
    terminal.write(ctrlC);
    await service.logged('task.cancelled', 1);
    expect(await terminal.exit).toBe(130);
    expect(terminal.screen()).toEqual(['error: interrupted']);
    expect(terminal.hasCursor()).toBe(true);
  });

  it('ends the process at once when it comes a second time', async () => {
    await using service = await startUncancellableService();
    await using terminal = await detect(['a.jpg'], { env: service.env });
    await terminal.until((lines) => lines.some(isProgress));
    terminal.write(ctrlC);
    await service.asked;
    terminal.write(ctrlC);
    expect(await terminal.exit).toBe(130);
  });

  it('ends a wait for standard input', async () => {
    await using terminal = await detect(['none.jpg', '-', ...quick]);
    await terminal.until((lines) => lines.some((line) => line.includes('none.jpg')));
    terminal.write(ctrlC);
    expect(await terminal.exit).toBe(130);
  });
});

describe('in a shell', () => {
  it('ends quietly when head has seen enough', async () => {
    await using terminal = await shell(
      `detect-regions detect ${'a.jpg '.repeat(20)} ${quick.join(' ')} | head -1`,
    );
    expect(await terminal.exit).toBe(0);
    expect(terminal.transcript()).toEqual(['a.jpg  640 × 1400 px, 1 region']);
  });

  it('gives JSON to a program, which ends with the exit code of the pipe', async () => {
    const read = `node -e "process.stdin.toArray().then((all) => console.log(JSON.parse(all.join('')).length))"`;
    await using terminal = await shell(
      `detect-regions detect a.jpg none.jpg ${quick.join(' ')} --format json | ${read}`,
    );
    expect(await terminal.exit).toBe(1);
    expect([...terminal.transcript()].sort()).toEqual(['1', 'error: none.jpg: no such file']);
  });

  it('writes no colours into a file, and has them on the terminal beside it', async () => {
    await using terminal = await shell(`detect-regions detect a.jpg none.jpg ${quick.join(' ')} > table.txt`);
    expect(await terminal.exit).toBe(1);
    expect(terminal.transcript()).toEqual(['error: none.jpg: no such file']);
    expect(terminal.isStyled()).toBe(true);
    expect(await readFile(join(folder, 'table.txt'), 'utf8')).toMatch(
      /^a\.jpg {2}640 × 1400 px, 1 region\n +#/,
    );
  });

  it('reads what is typed, up to Ctrl-D', async () => {
    await using terminal = await detect(['none.jpg', '-', '--local']);
    await terminal.until((lines) => lines.some((line) => line.includes('none.jpg')));
    terminal.write('no image\r');
    terminal.write(ctrlD);
    expect(await terminal.exit).toBe(1);
    expect(terminal.transcript().join(' ')).toMatch(/ no image error: -: The bytes are no image\./);
  });
});
