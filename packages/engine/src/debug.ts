import type { Settings } from '@detect-regions/spec';
import type { RuntimeName } from './detector/runtime.ts';
import { MOST_SIDE } from './draw-regions.ts';
import { asSent } from './drawing/as-sent.ts';
import { drawPicture } from './drawing/picture.ts';
import { watchedEngine } from './engine.ts';
import { chain, invert, mapRegion, scaling } from './image/frame.ts';
import type { EngineOptions } from './options.ts';
import type { EngineResult } from './result.ts';
import { type Shape, type Stage, singleShapes } from './watch.ts';

export { type DrawnRegions, type DrawRegionsOptions, drawRegions } from './draw-regions.ts';
export type { Point } from './image/frame.ts';
export type { Shape } from './watch.ts';

/** A stage of the work on a page, with its picture. */
export interface TracedStage {
  /** In a word or two of small letters. */
  readonly name: string;
  /** Width of its picture, in pixels. */
  readonly width: number;
  /** Height of its picture, in pixels. */
  readonly height: number;
  /** What it found, in pixels of its picture; undefined for a stage that looks for nothing. */
  readonly shapes: readonly Shape[] | undefined;
  /** How many things it found; their parts, shapes without a label, don't count. */
  readonly found: number | undefined;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** Draws the page with what was found on it, as PNG. */
  toPng(): Promise<Uint8Array>;
}

/** What `detect` gives, and how it came about. */
export interface Trace extends EngineResult {
  /** Which ONNX Runtime ran the model. */
  readonly runtime: RuntimeName;
  /**
   * In the order of the work. The last one shows the regions on the image as sent, at its size up to 5000 pixels
   * a side.
   */
  readonly stages: readonly TracedStage[];
}

/** How {@link traceStages} works. */
export interface TraceOptions extends EngineOptions {
  /** Ends the work between two stages; the call then rejects with an EngineError of code `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** A page that stages work on. */
type Page = NonNullable<Stage['page']>;

/** A stage that is done, with the page that it worked on. */
interface Seen {
  readonly stage: Stage;
  readonly page: Page;
  readonly ms: number;
}

/**
 * Finds the regions of an image as an engine does, and keeps what there is to be seen of every stage. It takes
 * more time and memory than `detect`: pages are copied, in case the work goes on in place.
 *
 * @param image - as for `Engine.detect`
 * @param settings - as of the API; what is left out has the API's default
 * @throws EngineError as `createEngine` and `Engine.detect` do
 */
export async function traceStages(
  image: Uint8Array,
  settings: Partial<Settings> = {},
  { signal, ...options }: TraceOptions = {},
): Promise<Trace> {
  const seen: Seen[] = [];
  let since = 0;
  const engine = watchedEngine(options, (stage) => {
    const ms = performance.now() - since;
    const page = stage.page ? copyPage(stage.page) : (seen.at(-1) as Seen).page;
    seen.push({ stage: stage.heat ? { ...stage, heat: copyHeat(stage.heat) } : stage, page, ms });
    // What copying takes is nobody's.
    since = performance.now();
  });
  try {
    // Loading the model is no stage of a page.
    await engine.warmUp();
    since = performance.now();
    const result = await engine.detect(image, settings, { signal });
    const ms = performance.now() - since;
    const stages = [...seen.map(tracedStage), regionsStage(result, (seen[0] as Seen).page, ms)];
    // Known, since the model is loaded.
    return { ...result, runtime: engine.runtime as RuntimeName, stages };
  } finally {
    await engine.close();
  }
}

function tracedStage({ stage: { name, heat, shapes }, page: { image }, ms }: Seen): TracedStage {
  const { width, height } = image;
  const toPng = (): Promise<Uint8Array> => drawPicture(image, { heat, shapes });
  return { name, width, height, shapes, found: countOf(shapes), ms, toPng };
}

/** The result, on the image as sent; a very large one is drawn smaller. */
function regionsStage(result: EngineResult, page: Page, ms: number): TracedStage {
  const factor = Math.min(1, MOST_SIDE / Math.max(result.width, result.height));
  const width = Math.round(factor * result.width);
  const height = Math.round(factor * result.height);
  const drawn = scaling(width / result.width, height / result.height);
  const shapes = singleShapes(result.regions.map((region) => ({ box: mapRegion(drawn, region) })));
  const toPng = async (): Promise<Uint8Array> => {
    const image = await asSent(page.image, chain(invert(drawn), page.fromSent), { width, height });
    return drawPicture(image, { heat: undefined, shapes });
  };
  return { name: 'regions', width, height, shapes, found: countOf(shapes), ms, toPng };
}

function countOf(shapes: readonly Shape[] | undefined): number | undefined {
  return shapes?.filter(({ label }) => label !== undefined).length;
}

function copyPage({ image, fromSent }: Page): Page {
  return { image: { ...image, data: Uint8Array.from(image.data) }, fromSent };
}

function copyHeat(heat: NonNullable<Stage['heat']>): NonNullable<Stage['heat']> {
  return { ...heat, data: Float32Array.from(heat.data) };
}
