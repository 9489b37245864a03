import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const receipt = fileURLToPath(new URL('../../../../docs/pages/receipt.jpg', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  await mkdir(join(folder, 'pages'));
  // A small part is quick to look at.
  await sharp(receipt)
    .extract({ left: 0, top: 0, width: 640, height: 200 })
    .toFile(join(folder, 'pages/top.png'));
  await writeFile(
    join(folder, 'pages/top.json'),
    JSON.stringify({ blocks: null, lines: [[600, 180, 639, 199]] }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function bench(...args: string[]): Promise<{ out: string; err: string; code: number }> {
  const child = spawn(process.execPath, [main, 'engine', ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

/** Processes that look at pages take their time: they run in CI, or when asked for. */
function skipUnlessAll(context: TestContext): void {
  if (!process.env.REQUIRE_ALL && process.env.ENGINE_TESTS !== 'all') {
    context.skip('looks at pages in processes of their own: set ENGINE_TESTS=all');
  }
}

// One thread: several would only wait for each other where tests run side by side.
const quick = ['--peers', 'wasm', '--rounds', '1', '--threads', '1'];

test('a short run measures accuracy and speed, and leaves what was asked for', async (context) => {
  skipUnlessAll(context);
  const json = join(folder, 'figures.json');
  const found = join(folder, 'found');
  const pictures = join(folder, 'pictures');
  const outputs = ['--json', json, '--predictions', found, '--pictures', pictures];
  const cases = ['--cases', 'accuracy,speed'];
  const { out, err, code } = await bench(join(folder, 'pages'), ...cases, ...quick, ...outputs);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(out).toContain('onnxruntime-web');

  const prediction = JSON.parse(await readFile(join(found, 'wasm/top.json'), 'utf8'));
  expect(prediction.lines.length).toBeGreaterThan(0);
  expect(prediction.lines[0]).toEqual([0, 0, 0, 0].map(() => expect.any(Number)));

  const figures = JSON.parse(await readFile(json, 'utf8'));
  // The truth is a corner without text: nothing of what was found is right.
  expect(figures.accuracy).toEqual([
    expect.objectContaining({ level: 'lines', kind: 'page', peer: 'wasm', pages: 1 }),
    expect.objectContaining({ level: 'lines', kind: null, meanOfKinds: 0 }),
  ]);
  expect(figures.pages[0].scores).toEqual({
    blocks: null,
    lines: expect.objectContaining({ boxes: { matched: 0, found: prediction.lines.length, wanted: 1 } }),
  });
  const [speed] = figures.cases;
  expect(speed.measures[0].rows[0]).toMatchObject({ peer: 'wasm', failure: null });

  expect(await readdir(pictures)).toEqual(['lines-0.00-top.png']);
  const { format, width } = await sharp(join(pictures, 'lines-0.00-top.png')).metadata();
  expect({ format, width }).toEqual({ format: 'png', width: 1600 });
}, 120_000);

test('a fresh process is measured by its start and its memory', async (context) => {
  skipUnlessAll(context);
  const json = join(folder, 'start.json');
  const { code } = await bench(join(folder, 'pages'), '--cases', 'start', ...quick, '--json', json);
  expect(code).toBe(0);
  const [start] = JSON.parse(await readFile(json, 'utf8')).cases;
  type Measured = {
    readonly name: string;
    readonly rows: readonly [{ readonly value: { readonly median: number } }];
  };
  expect(start.measures.map(({ name, rows }: Measured) => [name, rows[0].value.median > 0])).toEqual(
    ['cold start', 'import', 'load', 'first page', 'peak memory'].map((name) => [name, true]),
  );
}, 120_000);

test('a folder that can not be read is told before anything is measured', async () => {
  const { out, err, code } = await bench(join(folder, 'none'));
  expect({ out, code }).toEqual({ out: '', code: 2 });
  expect(err).toContain("none can't be read (ENOENT)");
}, 60_000);
