import type { Affine } from './frame.ts';
import type { ColourRaster } from './raster.ts';

/** A page in memory, at the size at which it is looked at. */
export interface DecodedPage {
  /**
   * Width of the image as sent, in its own pixels, before any EXIF orientation; of a PDF's page in points (1/72 inch) as
   * it is shown, perhaps with a fraction.
   */
  readonly width: number;
  /** Height of the image as sent, counted like its width. */
  readonly height: number;
  /** How many pixels the image as sent has; a page of a PDF as many as a scan of it. */
  readonly pixels: number;
  /** The factor by which the page was scaled, from those pixels. */
  readonly scale: number;
  /** The upright page on white, scaled. */
  readonly image: ColourRaster;
  /** From the pixels (points, of a PDF) of the image as sent to those of {@link DecodedPage.image}. */
  readonly map: Affine;
}

/** What decoding needs to know beside the bytes. */
export interface DecodeOptions {
  /** An image of more pixels (points, of a PDF's page) than this is refused before any of them is decoded. */
  readonly maxPixels: number;
  /** The page of a PDF or TIFF, or the frame of a GIF or WebP, counted from 1. */
  readonly page: number;
  /** The factor to scale an upright page by, from its size in pixels; of a PDF's page, from that of a scan of it. */
  readonly scale: (width: number, height: number) => number;
  /** Ends the drawing of an SVG; looked at nowhere else. */
  readonly signal?: AbortSignal;
}
