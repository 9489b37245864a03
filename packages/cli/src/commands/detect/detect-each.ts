import { pMapIterable } from 'p-map';
import type { Detector } from '../../detectors/detector.ts';
import type { DetectedPage } from '../../formats/format.ts';
import type { ImageFile } from '../../input/image-file.ts';
import { type ErrorReport, reportOf } from '../../report/error-report.ts';
import type { Progress } from '../../terminal/progress.ts';

/** What became of one image: a page, or a report of what failed. */
export type Outcome =
  | { readonly index: number; readonly image: ImageFile; readonly page: DetectedPage }
  | { readonly index: number; readonly report: ErrorReport };

/** What {@link detectEach} works with. */
export interface DetectEachOptions {
  readonly detector: Detector;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Detects several images at a time, and gives what became of them in the order of the images. Never more are
 * held than the detector works on.
 */
export function detectEach(images: readonly ImageFile[], options: DetectEachOptions): AsyncIterable<Outcome> {
  const { detector, progress, signal } = options;
  const detectOne = async (image: ImageFile, index: number): Promise<Outcome> => {
    const { name: input } = image;
    try {
      signal.throwIfAborted();
      const onProgress = (doing: string): void => progress.show(input, doing);
      onProgress('starting');
      const page = { input, ...(await detector.detect(image, { signal, onProgress })) };
      return { index, image, page };
    } catch (error) {
      return { index, report: reportOf(error, input) };
    } finally {
      progress.show(input, undefined);
    }
  };
  return pMapIterable(images, detectOne, { concurrency: detector.concurrency });
}
