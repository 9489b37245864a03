import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textDetectorModel } from '../models.ts';
import { oneThread } from '../testing/one-thread.ts';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { type Detector, loadDetector, readModel } from './detector.ts';

describe('readModel', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-model-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads the model that is committed', async () => {
    expect((await readModel(textDetectorModel)).length).toBe(1_935_305);
  });

  it('refuses a file that is not the released one', async () => {
    const file = join(folder, 'changed.onnx');
    await writeFile(file, 'something else');
    const changed = { ...textDetectorModel, url: pathToFileURL(file) };
    await expect(readModel(changed)).rejects.toMatchObject({ code: 'runtime-unavailable' });
  });

  it('says what to do when the file is missing', async () => {
    const missing = { ...textDetectorModel, url: pathToFileURL(join(folder, 'none.onnx')) };
    await expect(readModel(missing)).rejects.toMatchObject({
      code: 'runtime-unavailable',
      message: expect.stringContaining('install the package again'),
    });
  });
});

describe('loadDetector', () => {
  let detector: Detector;
  beforeAll(async () => {
    detector = await loadDetector('wasm', oneThread.threads);
  });
  afterAll(() => detector.close());

  it('gives a probability for each pixel, high on text and low on paper', async () => {
    const page = emptyPage(330, 100);
    const line = printLine(page, 'THE CLERK WROTE', 30, 40);
    const map = await detector.findText(page);
    expect([map.width, map.height, map.stride]).toEqual([330, 100, 352]);
    const at = (x: number, y: number): number =>
      map.data[Math.floor(y) * map.stride + Math.floor(x)] as number;
    expect(at((line.left + line.right) / 2, (line.top + line.bottom) / 2)).toBeGreaterThan(0.6);
    expect(at(10, 10)).toBeLessThan(0.1);
  });

  it('names the package to install when the native runtime is asked for and not there', async () => {
    const outcome = await loadDetector('native').then(
      (native) => native.close().then(() => native.runtime),
      (error: unknown) => error,
    );
    // Where onnxruntime-node is installed, it must run; elsewhere the error says what to install.
    if (outcome !== 'native') {
      expect(outcome).toMatchObject({
        code: 'runtime-unavailable',
        message: expect.stringContaining('onnxruntime-node'),
      });
    }
  });
});
