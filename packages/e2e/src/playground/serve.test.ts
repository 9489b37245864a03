// How `serve` leads people to the page.
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { run, serve, start, stop } from '../cli.ts';
import { needTerminal, openTerminal } from '../terminal/terminal.ts';

/** A folder with an `xdg-open` that writes down what it is to open, and the file that it writes. */
async function fakeOpener(exitCode: number): Promise<{ env: Record<string, string>; opened: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'opener-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const opened = join(folder, 'opened');
  const script = join(folder, 'xdg-open');
  await writeFile(
    script,
    `#!/bin/sh\nprintf '%s' "$*" > '${opened}.part'\nmv '${opened}.part' '${opened}'\nexit ${exitCode}\n`,
  );
  await chmod(script, 0o755);
  return { env: { PATH: `${folder}${delimiter}${process.env.PATH}` }, opened };
}

it('is told where the page is in a terminal, and standard output stays for programs', async (context) => {
  await needTerminal(context);
  await using terminal = await openTerminal(['serve', '--port', '0', '--client', 'me:secret'], {
    env: { DETECT_REGIONS_SERVER_DATA: 'memory' },
    columns: 120,
  });
  const screen = await terminal.until((lines) => lines.some((line) => line.includes('in a browser')));
  const line = screen.find((one) => one.includes('in a browser')) ?? '';
  const url = /Open (http:\/\/127\.0\.0\.1:\d+\/) in a browser/.exec(line)?.[1];
  const page = await fetch(String(url));
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  terminal.write('\u0003');
  expect(await terminal.exit).toBe(0);

  const { child, lines } = await serve(['--client', 'me:secret'], 1);
  onTestFinished(async () => void (await stop(child)));
  expect(lines).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)]);
});

it.runIf(process.platform === 'linux')('--open opens it in the browser', async () => {
  const { env, opened } = await fakeOpener(0);
  const child = start(['serve', '--port', '0', '--open'], { env });
  onTestFinished(async () => void (await stop(child)));
  await expect
    .poll(() => readFile(opened, 'utf8').catch(() => ''), { timeout: 30_000 })
    .toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect((await fetch(await readFile(opened, 'utf8'))).status).toBe(200);
});

it.runIf(process.platform === 'linux')('--open says when there is no browser, and serves on', async () => {
  const { env, opened } = await fakeOpener(3);
  const child = start(['serve', '--port', '0', '--open', '--log-format', 'json'], { env });
  onTestFinished(async () => void (await stop(child)));
  let log = '';
  child.stderr.on('data', (text) => {
    log += text;
  });
  await expect.poll(() => log, { timeout: 30_000 }).toContain('browser.failed');
  expect(log).toContain('xdg-open exited with code 3');
  expect((await fetch(await readFile(opened, 'utf8'))).status).toBe(200);
});

it('--open makes no sense without a page', async () => {
  const { code, stderr } = await run(['serve', '--open', '--no-playground']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('leave out --no-playground') });
});
