import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromCocoDataSet } from '@detect-regions/regions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunResult, run } from './cli.ts';
import { isFull } from './is-full.ts';

const pages = fileURLToPath(new URL('../../../docs/pages', import.meta.url));
const region = (left: number, top: number, right: number, bottom: number): object => ({
  left,
  top,
  right,
  bottom,
});
const one = {
  input: 'scans/one.png',
  width: 100,
  height: 50,
  regions: [region(0, 0, 40, 10), region(0, 20, 40, 30)],
};
const two = { input: 'scans/two.png', width: 200, height: 80, regions: [region(10, 10, 60, 20)] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-convert-'));
  await writeFile(join(folder, 'result.json'), JSON.stringify([one, two]));
  await writeFile(join(folder, 'broken.json'), '{"regions": [');
  await mkdir(join(folder, 'truth'));
  // Half of the first page, all of the second, and a page without a result.
  const truth = {
    one: [
      [0, 0, 40, 10],
      [50, 20, 90, 30],
    ],
    two: [[10, 10, 60, 20]],
    three: [[0, 0, 9, 9]],
  };
  for (const [name, blocks] of Object.entries(truth)) {
    await writeFile(join(folder, 'truth', `${name}.json`), JSON.stringify({ blocks, lines: null }));
  }
});
afterAll(() => rm(folder, { recursive: true }));

const cli = (args: readonly string[], input?: string): Promise<RunResult> =>
  run(args, { cwd: folder, ...(input === undefined ? {} : { input: new TextEncoder().encode(input) }) });

describe('convert', () => {
  it('reads what it wrote, through all formats that hold regions', async () => {
    let text = await readFile(join(folder, 'result.json'), 'utf8');
    for (const format of ['jsonl', 'coco', 'json'] as const) {
      const { code, stdout, stderr } = await cli(['convert', '-', '--format', format], text);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      text = stdout;
    }
    expect(JSON.parse(text)).toEqual([one, two]);
  });

  it('writes a file a page, and reads them back from their folder', async () => {
    for (const [from, format, to] of [
      ['result.json', 'alto', 'alto'],
      ['alto', 'page', 'pages'],
    ] as const) {
      const { code, stderr } = await cli(['convert', from, '-f', format, '-o', `${to}/`]);
      expect(code).toBe(0);
      expect(stderr).toContain(`→ ${to}/`);
    }
    expect(await readdir(join(folder, 'alto', 'scans'))).toEqual(['one.alto.xml', 'two.alto.xml']);
    expect(await readdir(join(folder, 'pages', 'scans'))).toEqual(['one.page.xml', 'two.page.xml']);
    const { stdout } = await cli(['convert', 'pages', '--format', 'coco']);
    expect(fromCocoDataSet(stdout)).toMatchObject([
      { imageName: one.input, regions: one.regions },
      { imageName: two.input, regions: two.regions },
    ]);
  });

  it('draws over the image, and on paper where there is none', async () => {
    await copyFile(join(pages, 'receipt.jpg'), join(folder, 'page.jpg'));
    const box = '[[10, 20, 300, 90]]';
    const sized = JSON.stringify({ width: 640, height: 1400, regions: [region(10, 20, 300, 90)] });
    const [svg, png, bare] = await Promise.all([
      cli(['convert', '-', '-f', 'svg', '--image', 'page.jpg'], sized),
      cli(['convert', '-', '-o', 'paper.png'], sized),
      cli(['convert', '-', '-f', 'svg'], box),
    ]);
    expect(svg.stdout).toContain('<image href="data:image/jpeg;base64,');
    expect(png.code).toBe(0);
    expect((await readFile(join(folder, 'paper.png'))).subarray(1, 4).toString()).toBe('PNG');
    expect(bare).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('needs a size') });
  });

  it('goes on behind a file that it can not read, and exits with 1', async () => {
    const { code, stdout, stderr } = await cli(['convert', 'broken.json', 'result.json', '-f', 'jsonl']);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toContain('error: broken.json: is no JSON');
  });

  it('writes below its folder alone, whatever a file calls its pages', async () => {
    const evil = JSON.stringify([
      { ...one, input: '../../evil.png' },
      { ...one, input: '/etc/passwd' },
    ]);
    const { code } = await cli(['convert', '-', '-f', 'csv', '-o', 'inside/deep/'], evil);
    expect(code).toBe(0);
    expect((await readdir(join(folder, 'inside', 'deep'))).sort()).toEqual(['evil.csv', 'passwd.csv']);
  });

  it('overwrites neither an input nor, without --force, anything else', async () => {
    const [input, existing] = await Promise.all([
      cli(['convert', 'result.json', '-f', 'json', '-o', 'result.json', '--force']),
      cli(['convert', 'result.json', '-f', 'json', '-o', 'broken.json']),
    ]);
    expect(input).toMatchObject({ code: 2, stderr: expect.stringContaining('is an input') });
    expect(existing).toMatchObject({ code: 2, stderr: expect.stringContaining('exists already') });
  });
});

describe('compare', () => {
  it('prints figures a page and for all, and notes what has no counterpart', async () => {
    const { code, stdout, stderr } = await cli(['compare', 'result.json', 'truth']);
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['page', 'F1', 'precision', 'recall', 'area F1', 'matched', 'missed', 'extra'],
      ['one', '0.500', '0.500', '0.500', '0.500', '1', '1', '1'],
      ['three', '0.000', '0.000', '0.000', '0.000', '0', '1', '0'],
      ['two', '1.000', '1.000', '1.000', '1.000', '1', '0', '0'],
      ['all', '0.571', '0.667', '0.500', '0.671', '2', '2', '1'],
      [''],
    ]);
    expect(stderr).toContain('note: three: no result');
  });

  it('prints JSON with every region concerned', async () => {
    const { stdout } = await cli(['compare', 'result.json', 'truth/one.json', '-f', 'json', '--iou', '0.9']);
    const { iou, all, pages: told } = JSON.parse(stdout);
    expect(iou).toBe(0.9);
    expect(all.regions).toMatchObject({ matched: 1, found: 2, wanted: 2, f1: 0.5 });
    expect(told).toMatchObject([
      {
        page: 'one',
        matches: [{ iou: 1, found: one.regions[0], truth: one.regions[0] }],
        missed: [region(50, 20, 90, 30)],
        extra: [one.regions[1]],
      },
    ]);
  });

  it('exits with 1 below --min-f1', async () => {
    const [below, above] = await Promise.all([
      cli(['compare', 'result.json', 'truth', '--min-f1', '0.9']),
      cli(['compare', 'result.json', 'truth', '--min-f1', '0.5']),
    ]);
    expect(below).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the F1 of 0.5714 is below 0.9'),
    });
    expect(above.code).toBe(0);
  });

  it('draws a picture of each page', async () => {
    const [png, many] = await Promise.all([
      cli(['compare', 'truth/one.json', 'truth/one.json', '--picture', 'one.png']),
      cli(['compare', 'result.json', 'truth', '--picture', 'pictures/{name}.svg']),
    ]);
    expect([png.code, many.code]).toEqual([0, 0]);
    expect((await readFile(join(folder, 'one.png'))).subarray(1, 4).toString()).toBe('PNG');
    expect((await readdir(join(folder, 'pictures'))).sort()).toEqual(['one.svg', 'three.svg', 'two.svg']);
    expect(await readFile(join(folder, 'pictures', 'one.svg'), 'utf8')).toContain(
      '1 matched, 1 missed, 1 extra',
    );
  });

  it('draws over the image, and over what exists by --force alone', async () => {
    await copyFile(join(pages, 'receipt.jpg'), join(folder, 'receipt.jpg'));
    const draw = (...args: string[]): Promise<RunResult> =>
      cli([
        'compare',
        join(pages, 'receipt.json'),
        join(pages, 'receipt.json'),
        '--picture',
        'receipt.svg',
        '--image',
        'receipt.jpg',
        ...args,
      ]);
    await writeFile(join(folder, 'receipt.svg'), 'mine');
    expect(await draw()).toMatchObject({ code: 2, stderr: expect.stringContaining('exists already') });
    expect(await readFile(join(folder, 'receipt.svg'), 'utf8')).toBe('mine');
    expect((await draw('--force')).code).toBe(0);
    expect(await readFile(join(folder, 'receipt.svg'), 'utf8')).toContain('<image href="data:image/png');
  });

  it.runIf(isFull)('finds that the engine does well on a receipt', async () => {
    const result = await run(['detect', join(pages, 'receipt.jpg'), '--local', '-f', 'json'], {
      cwd: folder,
    });
    const { stdout } = await cli(['compare', '-', join(pages, 'receipt.json'), '-f', 'json'], result.stdout);
    const { all } = JSON.parse(stdout);
    expect(all.regions.f1).toBeGreaterThan(0.85);
    expect(all.area.f1).toBeGreaterThan(0.9);
  });

  it.each([
    [['result.json', 'broken.json'], 1, 'broken.json: is no JSON'],
    [['-', '-'], 2, 'only once'],
    [['result.json', 'truth/three.json'], 2, 'no page of result.json is in truth/three.json'],
    [['result.json', 'truth', '--iou', '2'], 2, '--iou'],
    [['result.json', 'truth', '--picture', 'x.pdf'], 2, '.svg or .png'],
    [['result.json', 'truth', '--level', 'words'], 2, 'blocks, lines'],
  ])('refuses %j with %i', async (args, code, message) => {
    const result = await cli(['compare', ...args], '');
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toContain(message);
  });

  it('refuses results of images of different sizes', async () => {
    await writeFile(join(folder, 'half.json'), JSON.stringify({ ...one, width: 50, height: 25 }));
    await writeFile(join(folder, 'whole.json'), JSON.stringify(one));
    const { code, stderr } = await cli(['compare', 'half.json', 'whole.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('50 × 25 pixels in the result, and 100 × 50 in the truth');
  });
});
