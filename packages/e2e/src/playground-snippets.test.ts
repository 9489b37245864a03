import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Region } from '@detect-regions/sdk';
import { expect, it, onTestFinished } from 'vitest';
import { bin } from './cli.ts';
import { isFull } from './is-full.ts';
import { copyAs, letterPdf, open, pick } from './playground/desk.ts';
import { playground } from './playground/visit.ts';
import { curl, need } from './requirement.ts';

const visit = playground();

/** A name that means something else to every shell that it is not quoted for. */
const hostileName = `-it's "a" $(touch pwned) \`page\` & more!.pdf`;

const here = fileURLToPath(new URL('.', import.meta.url));
const sdk = fileURLToPath(new URL('.', import.meta.resolve('@detect-regions/sdk/package.json')));
const tsc = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')));

/** For machines that are busy with other tests, in milliseconds. */
const quarterHour = 15 * 60_000;

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

it.runIf(isFull)(
  'what the page copies as code works when it is pasted',
  async (context) => {
    need(context, curl);
    const { page, env, url } = await visit(context);
    await open(page, 'Settings');
    await page.getByLabel('DSR mode', { exact: true }).selectOption('LineDetector');
    await page.getByLabel('Rotate', { exact: true }).fill('-180');
    await page.getByLabel('Rotate', { exact: true }).press('Enter');
    await pick(page, { name: hostileName, mimeType: 'application/pdf', buffer: await readFile(letterPdf) });
    const { regions } = JSON.parse(await copyAs(page, 'JSON')) as { regions: Region[] };
    expect(regions.length).toBeGreaterThan(2);
    const rectangles = regions.map(({ left, top, right, bottom }) => [left, top, right, bottom]);

    // As a project that has the SDK.
    const folder = await mkdtemp(join(tmpdir(), 'snippets-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await mkdir(join(folder, 'node_modules/@detect-regions'), { recursive: true });
    await symlink(sdk, join(folder, 'node_modules/@detect-regions/sdk'));
    await copyFile(letterPdf, join(folder, hostileName));
    await writeFile(join(folder, 'detect-regions'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, {
      mode: 0o755,
    });
    const shell = (script: string): Promise<Run> =>
      run('bash', ['-c', script], folder, { ...env, PATH: `${folder}:${process.env.PATH}` });

    const byCurl = await copyAs(page, 'cURL');
    const curlRun = await shell(byCurl);
    expect(curlRun.stderr).toBe('');
    expect(JSON.parse(curlRun.stdout)).toEqual(rectangles);

    const byCli = await copyAs(page, 'Command line');
    const cliRun = await shell(byCli);
    expect(cliRun.stderr).toBe('');
    expect([JSON.parse(cliRun.stdout)].flat()).toMatchObject([{ regions }]);

    const byTypescript = await copyAs(page, 'TypeScript');
    await writeFile(join(folder, 'snippet.ts'), byTypescript);
    const strict = ['--noEmit', '--ignoreConfig', '--strict', '--target', 'es2023', '--module', 'nodenext'];
    expect(await run(process.execPath, [tsc, ...strict, 'snippet.ts'], folder, {})).toMatchObject({
      stdout: '',
      code: 0,
    });
    // Its base URL is that of the page; nothing of the environment but the credentials is needed.
    const { DETECT_REGIONS_BASE_URL: _, ...credentials } = env;
    const tsRun = await run(process.execPath, ['snippet.ts'], folder, credentials);
    expect(tsRun.stderr).toBe('');
    expect(tsRun.stdout.match(/-?\d+/g)?.map(Number)).toEqual(rectangles.flat());

    for (const code of [byCurl, byCli, byTypescript]) {
      expect(code).toContain(url);
      for (const [name, secret] of Object.entries(credentials)) {
        if (name.endsWith('SECRET')) expect(code).not.toContain(secret);
      }
    }
  },
  quarterHour,
);

it('the lines for curl say what is missing, and end themselves alone', async (context) => {
  need(context, curl);
  const { page } = await visit(context);
  const script = await copyAs(page, 'cURL');
  const { stdout, stderr } = await run('bash', ['-c', `${script}\necho still here: $?`], here, {});
  expect(stderr).toContain('DETECT_REGIONS_CLIENT_ID: set it first');
  expect(stdout).toBe('still here: 1\n');
});

/** Runs a program to its end, without the credentials of whoever runs the tests. */
async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Run> {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('DETECT_REGIONS_'));
  const child = spawn(program, args, {
    cwd,
    env: { ...Object.fromEntries(others), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, stdout, stderr };
}
