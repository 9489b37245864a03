import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromAltoXml, fromCocoDataSet } from '@detect-regions/regions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunOptions, type RunResult, run, type Serving, serve, stop } from './cli.ts';

const image = fileURLToPath(new URL('../../../docs/pages/receipt.jpg', import.meta.url));
const size = { width: 640, height: 1400 };
/** One region, the page, without a look at it: what is found does not matter here. */
const quick = ['--local', '--dsr-mode', 'NoDsrNoFilter'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-formats-'));
  await mkdir(join(folder, 'scans', 'b'), { recursive: true });
  for (const name of ['2.jpg', '10.jpg', 'b/3.jpg']) await copyFile(image, join(folder, 'scans', name));
  await writeFile(join(folder, 'scans', 'notes.txt'), 'no image');
});
afterAll(() => rm(folder, { recursive: true }));

const detect = (args: readonly string[], options: RunOptions = {}): Promise<RunResult> =>
  run(['detect', ...args], { cwd: folder, ...options });
const inputsOf = ({ stdout }: RunResult): string[] =>
  JSON.parse(stdout).map(({ input }: { input: string }) => input);

describe('detect takes', () => {
  it('folders with those in them, and globs that no shell expanded', async () => {
    const [tree, flat, glob] = await Promise.all([
      detect(['scans', ...quick, '-f', 'json']),
      detect(['scans', ...quick, '-f', 'json', '--no-recursive']),
      detect(['scans/**/3.*', ...quick, '-f', 'json']),
    ]);
    expect(inputsOf(tree)).toEqual(['scans/2.jpg', 'scans/10.jpg', 'scans/b/3.jpg']);
    expect(inputsOf(flat)).toEqual(['scans/2.jpg', 'scans/10.jpg']);
    expect(inputsOf(glob)).toEqual(['scans/b/3.jpg']);
  });

  it('nothing for a glob that matches nothing, and says so', async () => {
    const { code, stdout, stderr } = await detect(['scans/*.gif', ...quick]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('scans/*.gif matches no image');
  });
});

describe('detect takes addresses', () => {
  let images: Server;
  let address: string;
  let serving: Serving;
  beforeAll(async () => {
    const bytes = await readFile(image);
    images = createServer((request, response) => {
      if (request.url?.startsWith('/page.jpg')) response.end(bytes);
      else response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await once(images, 'listening');
    address = `http://127.0.0.1:${(images.address() as AddressInfo).port}`;
    serving = await serve(['--client', 'someone:a-secret'], 1);
  });
  afterAll(async () => {
    images.close();
    await stop(serving.child);
  });

  it('with --allow-urls, in process and for a service, showing no query', async () => {
    const url = `${address}/page.jpg?sig=secret`;
    const env = {
      DETECT_REGIONS_BASE_URL: serving.lines[0] ?? '',
      DETECT_REGIONS_CLIENT_ID: 'someone',
      DETECT_REGIONS_CLIENT_SECRET: 'a-secret',
    };
    const [local, remote, refused, missing] = await Promise.all([
      detect([url, '--allow-urls', ...quick, '-f', 'json']),
      detect([url, '--allow-urls', '--dsr-mode', 'NoDsrNoFilter', '-f', 'json'], { env }),
      detect([url, ...quick]),
      detect([`${address}/none.jpg`, '--allow-urls', ...quick]),
    ]);
    const page = {
      input: `${address}/page.jpg?…`,
      ...size,
      regions: [{ left: 0, top: 0, right: 640, bottom: 1400 }],
    };
    expect(JSON.parse(local.stdout)).toEqual([page]);
    expect(JSON.parse(remote.stdout)).toEqual([page]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--allow-urls');
    expect(refused.stderr).not.toContain('secret');
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('status 404') });
  });
});

describe('detect writes', () => {
  it('the format that the ending tells, and what it writes is read again', async () => {
    const outs = ['a.svg', 'a.png', 'a.alto.xml', 'a.coco.json'];
    const results = await Promise.all(
      outs.map((out) => detect(['scans/2.jpg', ...quick, '--out', out], { cwd: folder })),
    );
    expect(results.map(({ code }) => code)).toEqual(outs.map(() => 0));
    const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
    const page = {
      imageName: 'scans/2.jpg',
      ...size,
      regions: [{ left: 0, top: 0, right: 640, bottom: 1400 }],
    };
    expect(fromAltoXml(await text('a.alto.xml'))).toEqual(page);
    expect(fromCocoDataSet(await text('a.coco.json'))).toEqual([page]);
    expect(await text('a.svg')).toContain('<image href="data:image/jpeg');
    expect((await readFile(join(folder, 'a.png'))).subarray(1, 4).toString()).toBe('PNG');
  });

  it("a folder's tree again, or as a template says", async () => {
    await detect(['scans', ...quick, '-f', 'alto', '-o', 'tree/']);
    await detect([
      'scans',
      ...quick,
      '-f',
      'svg',
      '--svg-image',
      'none',
      '-o',
      'named/{index}/{dir}-{name}.x.{ext}',
    ]);
    const files = async (name: string): Promise<string[]> => {
      const entries = await readdir(join(folder, name), { recursive: true });
      return entries.filter((entry) => /\.(xml|svg)$/.test(entry)).sort();
    };
    expect(await files('tree')).toEqual(['10.alto.xml', '2.alto.xml', 'b/3.alto.xml']);
    expect(await files('named')).toEqual(['1/-2.x.svg', '2/-10.x.svg', '3/b-3.x.svg']);
  });

  it('one data set for all images', async () => {
    const { stdout } = await detect(['scans', ...quick, '-f', 'coco']);
    expect(fromCocoDataSet(stdout).map(({ imageName }) => imageName)).toEqual([
      'scans/2.jpg',
      'scans/10.jpg',
      'scans/b/3.jpg',
    ]);
  });

  it.each([
    [['scans/2.jpg', './scans/2.jpg', '-f', 'svg', '-o', 'same/'], 'would both be written to same/2.svg'],
    [['scans/2.jpg', '-o', 'a.xml'], '--format alto or --format page'],
    [['scans/2.jpg', '-f', 'svg', '-o', '{nam}.svg'], 'Known are {dir}, {name}, {ext}, {index}'],
    [['scans', '-f', 'png'], 'too many for standard output'],
  ])('nothing for %j, and says why before it begins', async (args, message) => {
    const { code, stdout, stderr } = await detect([...args, ...quick]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('no format that needs a size for a PDF, but tells what does', async () => {
    const pdf = fileURLToPath(new URL('pdf/letter.pdf', import.meta.url));
    const { code, stderr } = await detect([pdf, ...quick, '-f', 'alto']);
    expect(code).toBe(1);
    expect(stderr).toContain('ALTO needs a size in pixels');
    expect(stderr).toContain('pdftoppm');
  });
});
