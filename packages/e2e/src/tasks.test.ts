import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunOptions, type RunResult, run, type Serving, serve, start, stop } from './cli.ts';
import { isFull } from './is-full.ts';
import { broken, plainText, stubService, taskAnswer } from './tasks-stub.ts';

const page = fileURLToPath(new URL('../../../docs/pages/receipt.jpg', import.meta.url));
/** Where it does not matter what is found: one region, the page, without a look at it. */
const quick = ['--dsr-mode', 'NoDsrNoFilter'];

let folder: string;
let serving: Serving;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-tasks-'));
  serving = await serve(['--client', 'someone:a-secret'], 1);
  env = {
    DETECT_REGIONS_BASE_URL: serving.lines[0] ?? '',
    DETECT_REGIONS_CLIENT_ID: 'someone',
    DETECT_REGIONS_CLIENT_SECRET: 'a-secret',
  };
  await copyFile(page, join(folder, 'a page.jpg'));
  await copyFile(page, join(folder, 'b.jpg'));
  await writeFile(join(folder, 'text.png'), 'no image');
});
afterAll(async () => {
  await stop(serving.child);
  await rm(folder, { recursive: true });
});

const cli = (args: readonly string[], options: RunOptions = {}): Promise<RunResult> =>
  run(args, { cwd: folder, env, ...options });
const input = (written: string): Uint8Array => Buffer.from(written);
const lines = (written: string): string[] => written.trimEnd().split('\n');

function gate(): [Promise<void>, () => void] {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opened, open];
}

describe('tasks at a service', () => {
  it('are submitted, asked for, and give what detect gives', async () => {
    const submitted = await cli([
      'submit',
      'a page.jpg',
      'none.png',
      'text.png',
      'b.jpg',
      '--format',
      'jsonl',
      ...quick,
    ]);
    expect(submitted.code).toBe(1);
    expect(submitted.stderr).toContain('none.png: no such file');
    expect(submitted.stderr).toContain('text.png: image must be one of');
    const tasks = lines(submitted.stdout).map((line) => JSON.parse(line));
    expect(tasks.map((task) => task.input).sort()).toEqual(['a page.jpg', 'b.jpg']);
    expect(tasks[0]).toMatchObject({ width: 640, height: 1400, settings: { dsrMode: 'NoDsrNoFilter' } });

    const waited = await cli(['wait', '-', '--format', 'json'], { input: input(submitted.stdout) });
    expect(waited).toMatchObject({ code: 0, stderr: '' });
    const region = { left: 0, top: 0, right: 640, bottom: 1400 };
    expect(JSON.parse(waited.stdout)).toEqual(
      tasks.map((task) => ({ input: task.input, width: 640, height: 1400, regions: [region] })),
    );

    const stands = await cli(['status', '-'], { input: input(submitted.stdout) });
    expect(stands).toMatchObject({ code: 0, stderr: '' });
    expect(lines(stands.stdout)).toEqual(tasks.map((task) => `${task.id}  completed   ${task.input}`));
  });

  it.runIf(isFull)('are of folders and addresses, with a profile, and drawn without the image', async () => {
    const profiles = { ...env, XDG_CONFIG_HOME: join(folder, 'config') };
    const secret = input('a-secret');
    await run(['login', '--client-id', 'someone'], { env: profiles, input: secret });
    await mkdir(join(folder, 'scans', 'more'), { recursive: true });
    await copyFile(page, join(folder, 'scans', 'c.jpg'));
    await copyFile(page, join(folder, 'scans', 'more', 'd.jpg'));
    const images = createServer((_request, response) => createReadStream(page).pipe(response));
    await once(images.listen(0, '127.0.0.1'), 'listening');
    const { port } = images.address() as AddressInfo;
    const args = ['scans', '--no-recursive', '--allow-urls', `http://127.0.0.1:${port}/e.jpg`];
    const own = { env: { XDG_CONFIG_HOME: profiles.XDG_CONFIG_HOME } };
    const submitted = await cli(
      ['submit', ...args, '--profile', 'default', '--format', 'jsonl', ...quick],
      own,
    );
    images.close();
    const named = lines(submitted.stdout).map((line) => JSON.parse(line).input);
    expect(named.sort()).toEqual([`http://127.0.0.1:${port}/e.jpg`, 'scans/c.jpg']);
    const out = ['--format', 'svg', '--out', 'plain/', '--svg-image', 'none', '--profile', 'default'];
    const waited = await cli(['wait', '-', ...out], { ...own, input: input(submitted.stdout) });
    expect(waited.code).toBe(0);
    expect((await readdir(join(folder, 'plain'))).sort()).toEqual(['c.svg', 'e.svg']);
    expect(await readFile(join(folder, 'plain', 'c.svg'), 'utf8')).not.toContain('<image');
  });

  it.runIf(isFull)('are waited for with the image at hand, to draw on it', async () => {
    const { stdout } = await cli(['submit', 'a page.jpg', '--format', 'json', ...quick]);
    const waited = await cli(['wait', '-', '--out', 'overlays/', '--format', 'svg'], {
      input: input(stdout),
    });
    expect(waited).toMatchObject({ code: 0, stdout: '' });
    expect(await readdir(join(folder, 'overlays'))).toEqual(['a page.svg']);
    expect(await readFile(join(folder, 'overlays', 'a page.svg'), 'utf8')).toContain(
      'data:image/jpeg;base64',
    );
  });

  it('are cancelled, and then gone, which the exit code tells', async () => {
    const id = (await cli(['submit', 'b.jpg', '--format', 'ids', ...quick])).stdout.trim();
    const cancelled = await cli(['cancel', id, '--verbose']);
    expect(cancelled).toMatchObject({ code: 0, stdout: `${id}  cancelled\n` });
    expect(lines(cancelled.stderr).at(-1)).toBe('calls: 1 (cancelDetectRegions 1), and 1 for a token');
    const stands = await cli(['status', id, '--format', 'jsonl']);
    expect(stands).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(stands.stdout)).toMatchObject({ id, status: 'gone', reason: 'not-found' });
    const waited = await cli(['wait', id, 'another', '--error-format', 'json', '--format', 'json']);
    expect(waited).toMatchObject({ code: 1, stdout: '[\n]\n' });
    expect(lines(waited.stderr).map((line) => JSON.parse(line).error)).toMatchObject([
      { code: 'gone', taskId: id, exitCode: 1 },
      { code: 'gone', taskId: 'another', exitCode: 1 },
    ]);
  });

  it('need credentials that the service accepts; the first refusal ends it', async () => {
    const wrong = { ...env, DETECT_REGIONS_CLIENT_SECRET: 'wrong' };
    for (const args of [
      ['submit', 'a page.jpg', 'b.jpg'],
      ['status', 'x', 'y'],
    ]) {
      const { code, stdout, stderr } = await cli(args, { env: wrong });
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toContain('detect-regions login --status');
      expect(stderr).not.toContain('wrong.');
    }
  });

  it.runIf(isFull).each<[string, string[], string, string]>([
    ['what is no id', ['status', 'a b'], '', "'a b' is no id"],
    [
      'a task of another service',
      ['wait', '-'],
      '{"id":"a","baseUrl":"https://api.aspose.cloud"}',
      '--base-url https://api.aspose.cloud',
    ],
    ['overlays without a folder', ['wait', 'a', 'b', '--format', 'svg'], '', '--out FOLDER'],
  ])('refuse %s before anything is sent', async (_what, args, written, message) => {
    await using stub = await stubService();
    const { code, stdout, stderr } = await cli(args, { env: stub.env, input: input(written) });
    expect({ code, stdout, asked: stub.asked }).toEqual({ code: 2, stdout: '', asked: [] });
    expect(stderr).toContain(message);
  });
});

describe('a submission without an answer', () => {
  it('is told to be in doubt, and not sent again', async () => {
    await using stub = await stubService({ postDetectRegions: broken });
    const { code, stdout, stderr } = await cli(['submit', 'a page.jpg'], { env: stub.env });
    expect({ code, stdout, asked: stub.asked }).toEqual({
      code: 4,
      stdout: '',
      asked: ['postToken', 'postDetectRegions'],
    });
    expect(stderr).toContain('In doubt: sent, perhaps accepted and billed, and no answer came.');
    expect(stderr.trimEnd().endsWith('  a page.jpg')).toBe(true);
  });
});

describe('a wait', () => {
  it('tells why a task failed, with its id, and goes on with the others', async () => {
    await using stub = await stubService({ getDetectRegions: taskAnswer('Error', ['The image is blank.']) });
    const { code, stderr } = await cli(['wait', '{"id":"task-1","input":"a.png"}', 'task-2'], {
      env: stub.env,
    });
    expect(code).toBe(1);
    expect(lines(stderr)).toEqual([
      'error: a.png: the detection failed: The image is blank. (task task-1)',
      'error: task-2: the detection failed: The image is blank.',
    ]);
  });

  it.runIf(isFull)('ends at its time, and says that the task goes on', async () => {
    await using stub = await stubService({ getDetectRegions: taskAnswer('Processing') });
    const { code, stderr } = await cli(['wait', 'task-1', '--timeout', '0.3'], { env: stub.env });
    expect(code).toBe(1);
    expect(stderr).toContain('task-1');
    expect(stderr).toContain('--timeout SECONDS');
  });

  it('ends at Ctrl-C and cancels nothing', async () => {
    await using stub = await stubService({ getDetectRegions: taskAnswer('Pending') });
    const child = start(['wait', 'task-1', '--verbose'], { env: stub.env });
    const exit = once(child, 'exit');
    child.stderr.once('data', () => child.kill('SIGINT'));
    const [stderr, [code]] = await Promise.all([text(child.stderr), exit]);
    expect(code).toBe(130);
    expect(stderr).toContain('the tasks go on');
    expect(stub.asked).not.toContain('cancelDetectRegions');
  });
});

describe('Ctrl-C while an image is sent', () => {
  it('lets it end, since it is paid for, prints its task, and sends no other', async () => {
    const [arrived, arrive] = gate();
    const [accepting, accept] = gate();
    await using stub = await stubService({
      postDetectRegions: (response) => {
        arrive();
        void accepting.then(() => plainText('task-1')(response));
      },
    });
    // Far more than are begun while a signal is on its way.
    const names = Array.from({ length: 60 }, (_, number) => (number % 2 === 0 ? 'a page.jpg' : 'b.jpg'));
    const child = start(['submit', ...names, '--format', 'ids', '--verbose'], { env: stub.env, cwd: folder });
    const stdout = text(child.stdout);
    const exit = once(child, 'exit');
    await arrived;
    child.kill('SIGINT');
    child.kill('SIGCONT');
    accept();
    expect(await exit).toEqual([130, null]);
    const sent = stub.asked.filter((operation) => operation === 'postDetectRegions').length;
    expect(sent).toBeGreaterThan(0);
    expect(lines(await stdout)).toEqual(Array.from({ length: sent }, () => 'task-1'));
    expect(sent).toBeLessThan(names.length);
  });
});
