import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { EngineError } from '../errors.ts';
import type { ColourRaster } from '../image/raster.ts';
import { type ModelFile, textDetectorModel } from '../models.ts';
import type { ProbabilityMap } from './components.ts';
import { loadRuntime, type RuntimeName } from './runtime.ts';
import { toTensor } from './tensor.ts';

/** The text detector, loaded. */
export interface Detector {
  /** Which ONNX Runtime runs it. */
  readonly runtime: RuntimeName;
  /** For each pixel of an image, the probability that it belongs to the core of a line of text. */
  findText(image: ColourRaster): Promise<ProbabilityMap>;
  /** Looks at a small empty page, so that the code that it runs is compiled before the first real one. */
  warmUp(): Promise<void>;
  /** Frees the model's memory. */
  close(): Promise<void>;
}

/**
 * Side of the page that is looked at to warm up, in pixels. A smaller one compiles the code but not as optimised
 * code; a larger one costs more than it saves.
 */
const WARM_UP_SIDE = 256;

/**
 * Loads the text detector.
 *
 * @param runtime - which ONNX Runtime to use
 * @param threads - how many threads compute; up to four of the machine's by default
 * @param meanwhile - called when the runtime has begun to compile, which other threads do
 * @throws EngineError `runtime-unavailable` when the runtime or the model can't be loaded
 */
export async function loadDetector(
  runtime: RuntimeName | 'auto',
  threads?: number,
  meanwhile?: () => Promise<unknown>,
): Promise<Detector> {
  const [onnx, bytes] = await Promise.all([loadRuntime(runtime, threads), readModel(textDetectorModel)]);
  const [model] = await Promise.all([onnx.load(bytes), meanwhile?.()]);
  const findText = async (image: ColourRaster): Promise<ProbabilityMap> => {
    const { data, width, height } = toTensor(image);
    const output = await model.run(data, [1, height, width, 3]);
    return { width: image.width, height: image.height, stride: width, data: output.data };
  };
  return {
    runtime: onnx.name,
    findText,
    async warmUp() {
      const data = new Uint8Array(3 * WARM_UP_SIDE ** 2);
      await findText({ width: WARM_UP_SIDE, height: WARM_UP_SIDE, data });
    },
    close: () => model.release(),
  };
}

/**
 * Reads a model's file and checks it against its SHA-256.
 *
 * @throws EngineError `runtime-unavailable` when the file is missing or isn't the one that was released
 */
export async function readModel({ name, url, sha256 }: ModelFile): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(url);
  } catch (cause) {
    throw new EngineError(
      'runtime-unavailable',
      `The model ${name} can't be read: install the package again.`,
      {
        cause,
      },
    );
  }
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) {
    throw new EngineError(
      'runtime-unavailable',
      `The model ${name} is not the one that was released (SHA-256 ${found}): install the package again.`,
    );
  }
  return bytes;
}
