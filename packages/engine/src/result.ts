import type { Region } from '@detect-regions/regions';

/** What an engine found on an image. */
export interface EngineResult {
  /** Width of the image as sent, in pixels. */
  readonly width: number;
  /** Height of the image as sent, in pixels. */
  readonly height: number;
  /**
   * Regions of text in reading order, in whole pixels of the image as sent: of its stored pixels, before any
   * EXIF orientation and whatever was turned or scaled inside.
   */
  readonly regions: readonly Region[];
}
