import type { Region } from '@detect-regions/regions';

/** What an engine found on an image. */
export interface EngineResult {
  /** Width of the image as sent, in pixels; of a PDF that of its page, in points (1/72 inch), maybe with a fraction. */
  readonly width: number;
  /** Height of the image as sent, in pixels; of a PDF as the width. */
  readonly height: number;
  /**
   * Regions of text in reading order, in whole pixels of the image as sent: of its stored pixels, before any
   * EXIF orientation and whatever was turned or scaled inside. Of a PDF, in whole points from the top left of the page
   * as it is shown.
   */
  readonly regions: readonly Region[];
}
