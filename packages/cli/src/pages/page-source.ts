import type { Detection, DetectorOptions } from '../detectors/detector.ts';
import type { ImageFile } from '../input/image-file.ts';

/** Where the regions of one page come from: an image that is to be looked at, or a task that was submitted before. */
export interface PageSource {
  /** As the user knows it. */
  readonly name: string;
  /** The image, where it is at hand. */
  readonly image: ImageFile | undefined;
  /** Gets the regions. Rejects when the signal is aborted. */
  detect(options: DetectorOptions): Promise<Detection>;
}
