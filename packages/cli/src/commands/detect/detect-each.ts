import { pMapIterable } from 'p-map';
import type { Detector } from '../../detectors/detector.ts';
import type { DetectedPage, Format } from '../../formats/format.ts';
import type { ImageFile } from '../../input/image-file.ts';
import { type OutputPlan, outputFile } from '../../output/output-plan.ts';
import { type ErrorReport, reportOf } from '../../report/error-report.ts';
import { paintFor, plain } from '../../terminal/paint.ts';
import type { Progress } from '../../terminal/progress.ts';

/** What became of one image: a page and its text in the output format, or a report of what failed. */
export type Outcome =
  | { readonly index: number; readonly page: DetectedPage; readonly text: string }
  | { readonly index: number; readonly report: ErrorReport };

/** What {@link detectEach} works with. */
export interface DetectEachOptions {
  readonly detector: Detector;
  readonly format: Format;
  readonly plan: OutputPlan;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Detects several images at a time, and gives what became of them in the order of the images. Never more are
 * held than the detector works on.
 */
export function detectEach(images: readonly ImageFile[], options: DetectEachOptions): AsyncIterable<Outcome> {
  const { detector, format, plan, progress, signal } = options;
  const detectOne = async (image: ImageFile, index: number): Promise<Outcome> => {
    const { name: input } = image;
    try {
      signal.throwIfAborted();
      const onProgress = (doing: string): void => progress.show(input, doing);
      onProgress('starting');
      const page = { input, ...(await detector.detect(image, { signal, onProgress })) };
      const file = outputFile(plan, index);
      const paint = file === undefined ? paintFor(process.stdout) : plain;
      const text = await format.page(page, { image, file, paint });
      return { index, page, text };
    } catch (error) {
      return { index, report: reportOf(error, input) };
    } finally {
      progress.show(input, undefined);
    }
  };
  return pMapIterable(images, detectOne, { concurrency: detector.concurrency });
}
