import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { dsrModes } from '@detect-regions/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunOptions, type RunResult, run, type Serving, serve, start, stop } from './cli.ts';

const page = fileURLToPath(new URL('../../../docs/pages/receipt.jpg', import.meta.url));
const size = { width: 640, height: 1400 };
/** Where it does not matter what is found: one region, the page, without a look at it. */
const quick = ['--dsr-mode', 'NoDsrNoFilter'];

let folder: string;
let serving: Serving;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-e2e-'));
  serving = await serve(['--client', 'someone:a-secret'], 1);
  env = {
    DETECT_REGIONS_BASE_URL: serving.lines[0] ?? '',
    DETECT_REGIONS_CLIENT_ID: 'someone',
    DETECT_REGIONS_CLIENT_SECRET: 'a-secret',
  };
  await copyFile(page, join(folder, 'page.jpg'));
  await writeFile(join(folder, 'text.png'), 'no image');
});

afterAll(async () => {
  await stop(serving.child);
  await rm(folder, { recursive: true });
});

const detect = (args: readonly string[], options: RunOptions = {}): Promise<RunResult> =>
  run(['detect', ...args], { cwd: folder, env, ...options });

describe('detect against a service', () => {
  it('prints a table', async () => {
    const { code, stdout, stderr } = await detect(['page.jpg']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [heading, titles, ...rows] = stdout.trimEnd().split('\n');
    expect(heading).toBe(`page.jpg  640 × 1400 px, ${rows.length} regions`);
    expect(titles?.trim().split(/ +/)).toEqual(['#', 'left', 'top', 'right', 'bottom', 'width', 'height']);
    expect(rows.length).toBeGreaterThan(3);
  });

  it('prints JSON that is an array also for one image, the same as in process', async () => {
    const [remote, local] = await Promise.all([
      detect(['page.jpg', '--format', 'json']),
      detect(['page.jpg', '--format', 'json', '--local'], { env: {} }),
    ]);
    const pages = JSON.parse(remote.stdout);
    expect(pages).toMatchObject([{ input: 'page.jpg', ...size, regions: expect.any(Array) }]);
    expect(Object.keys(pages[0].regions[0])).toEqual(['left', 'top', 'right', 'bottom']);
    expect(JSON.parse(local.stdout)).toEqual(pages);
  });

  it('sends the settings of the flags', async () => {
    const { stdout } = await detect(['page.jpg', '--dsr-mode', 'nodsrnofilter', '--format', 'json']);
    expect(JSON.parse(stdout)[0].regions).toEqual([{ left: 0, top: 0, right: 640, bottom: 1400 }]);
  });

  it('reads standard input', async () => {
    const args = ['-', '--format', 'json', ...quick];
    const { code, stdout } = await detect(args, { input: await readFile(page) });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ input: '-', ...size }]);
  });

  it('prints an overlay that stands alone', async () => {
    const { stdout } = await detect(['page.jpg', '--format', 'svg', ...quick]);
    expect(stdout).toMatch(/^<svg [^>]*viewBox="0 0 640 1400"/);
    expect(stdout).toContain('<image href="data:image/jpeg;base64,');
  });

  it('goes on behind an image that fails, keeps the order, and exits with 1', async () => {
    const args = ['none.png', 'page.jpg', 'text.png', 'page.jpg', '--format', 'json', ...quick];
    const { code, stdout, stderr } = await detect(args);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).map(({ input }: { input: string }) => input)).toEqual(['page.jpg', 'page.jpg']);
    expect(stderr).toContain('error: none.png: no such file');
    expect(stderr).toMatch(/error: text\.png: image must be one of .*PNG/);
  });

  it('prints errors as JSON when asked to, one a line', async () => {
    const { stderr } = await detect(['none.png', 'text.png', '--error-format', 'json']);
    const reports = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).error);
    expect(reports).toMatchObject([
      { code: 'unreadable-image', input: 'none.png', exitCode: 1 },
      { code: 'invalid-input', input: 'text.png', exitCode: 1 },
    ]);
  });
});

describe('detect --out', () => {
  it('writes a file an image into a folder that it makes, and never overwrites without --force', async () => {
    const args = ['page.jpg', page, ...quick, '--format', 'svg', '--out', 'overlays'];
    expect(await detect(args)).toMatchObject({ code: 0, stdout: '' });
    expect((await readdir(join(folder, 'overlays'))).sort()).toEqual(['page.svg', 'receipt.svg']);
    await writeFile(join(folder, 'overlays', 'page.svg'), 'mine');

    const refused = await detect(args);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('overlays/page.svg and 1 more exist already');
    expect(await readFile(join(folder, 'overlays', 'page.svg'), 'utf8')).toBe('mine');

    expect(await detect([...args, '--force'])).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'overlays', 'page.svg'), 'utf8')).toContain('<svg');
  });

  it("chooses the format by the file's ending", async () => {
    const { code, stdout } = await detect(['page.jpg', ...quick, '--out', 'page.json']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(JSON.parse(await readFile(join(folder, 'page.json'), 'utf8'))).toHaveLength(1);
  });
});

describe('exit codes of detect', () => {
  it.each<[string, string[], string]>([
    [
      'an unknown value',
      ['page.jpg', '--dsr-mode', 'Region'],
      `Did you mean Regions? Accepted: ${dsrModes.join(', ')}`,
    ],
    ['a fraction for degrees', ['page.jpg', '--rotate', '1.5'], '--rotate must be a whole number'],
    [
      'an unknown flag',
      ['page.jpg', '--dsr-mod', 'Regions'],
      "unknown option '--dsr-mod'. Did you mean --dsr-mode?",
    ],
    [
      'an unknown format',
      ['page.jpg', '--format', 'xml'],
      'table, json, jsonl, csv, svg, png, hocr, alto, page, coco',
    ],
    ['no image', [], "missing required argument 'image'"],
    ['contradicting flags', ['page.jpg', '--local', '--base-url', 'http://127.0.0.1'], 'exclude each other'],
    ['several overlays on standard output', ['page.jpg', page, '--format', 'svg'], '--out FOLDER'],
    ['plain http to another host', ['page.jpg', '--base-url', 'http://example.com'], 'https'],
  ])('is 2 for %s', async (_case, args, message) => {
    const { code, stdout, stderr } = await detect(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('is 2 for an unknown command, and names the nearest', async () => {
    const { code, stderr } = await run(['detec', 'page.jpg']);
    expect(code).toBe(2);
    expect(stderr).toContain("unknown command 'detec'. Did you mean detect?");
  });

  it('is 3 without credentials, before the image is looked at', async () => {
    const { code, stdout, stderr } = await detect(['none.png'], { env: {} });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('DETECT_REGIONS_CLIENT_ID');
  });

  it('is 3 for a wrong secret, which it does not print; the images left are not tried', async () => {
    const wrong = { ...env, DETECT_REGIONS_CLIENT_SECRET: 'very-wrong' };
    const { code, stdout, stderr } = await detect(['page.jpg', 'page.jpg'], { env: wrong });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr.match(/error:/g)).toHaveLength(1);
    expect(stderr).not.toContain('very-wrong');
  });

  it('is 4 when nobody answers', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    closed.close();
    if (address === null || typeof address === 'string') throw new Error('no port');
    // Long enough for the retries, or it would be the time that ends it.
    const nowhere = ['page.jpg', '--base-url', `http://127.0.0.1:${address.port}`, '--timeout', '60'];
    expect(await detect(nowhere)).toMatchObject({ code: 4, stdout: '' });
  });
});

describe('detect that is cut short', () => {
  it('cancels its tasks on Ctrl-C, and exits with 130', async () => {
    const own = await serve(['--client', 'someone:a-secret'], 1);
    try {
      // The engine works on one page at a time, so that the others are still to be cancelled.
      const child = start(['detect', ...Array(4).fill('page.jpg'), '--error-format', 'json'], {
        cwd: folder,
        env: { ...env, DETECT_REGIONS_BASE_URL: own.lines[0] ?? '' },
      });
      child.stdin.end();
      const stderr = text(child.stderr);
      await own.logged('task.submitted', 4);
      expect(await stop(child, 'SIGINT')).toBe(130);
      expect(JSON.parse(await stderr).error).toMatchObject({ code: 'interrupted', exitCode: 130 });
      await own.logged('task.cancelled', 1);
    } finally {
      await stop(own.child);
    }
  });

  it('ends quietly when its reader goes away', async () => {
    const child = start(['detect', ...Array(20).fill('page.jpg'), '--local', ...quick], {
      cwd: folder,
    });
    child.stdin.end();
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = await once(child, 'exit');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('does not wait for the end of standard input once Ctrl-C has come', async () => {
    const child = start(['detect', 'none.png', '-', '--local'], { cwd: folder });
    await once(child.stderr, 'data');
    expect(await stop(child, 'SIGINT')).toBe(130);
  });

  it('is interrupted by Ctrl-C with 130, leaving JSON whole', async () => {
    const child = start(['detect', ...Array(200).fill('page.jpg'), '--local', '--format', 'json'], {
      cwd: folder,
    });
    child.stdin.end();
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    await once(child.stdout, 'data');
    expect(await stop(child, 'SIGINT')).toBe(130);
    expect(JSON.parse(stdout).length).toBeGreaterThan(0);
  });
});

describe('detect without a terminal', () => {
  it('writes no colours, escapes or progress', async () => {
    const { stdout, stderr } = await detect(['page.jpg', 'none.png', ...quick]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});
