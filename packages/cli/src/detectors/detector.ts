import type { Region } from '@detect-regions/regions';
import type { ImageFile } from '../input/image-file.ts';

/** Something that finds the regions of an image: a service, or the engine in this process. */
export interface Detector extends AsyncDisposable {
  /** How many images it should be given at a time. */
  readonly concurrency: number;
  /** Finds the regions. Rejects when `signal` is aborted, having cancelled what was begun. */
  detect(image: ImageFile, options: DetectorOptions): Promise<Detection>;
}

/** What holds for one image. */
export interface DetectorOptions {
  readonly signal: AbortSignal;
  /** Is told in a word or two what is being done, each time that changes. */
  readonly onProgress: (doing: string) => void;
}

/** What was found. */
export interface Detection {
  /** In pixels; `null` for an image without a size of its own. */
  readonly width: number | null;
  /** In pixels; `null` as for the width. */
  readonly height: number | null;
  /** In reading order, in pixels of the image as it was sent. */
  readonly regions: readonly Region[];
}
