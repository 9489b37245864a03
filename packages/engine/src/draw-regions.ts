import type { Region } from '@detect-regions/regions';
import { asSent } from './drawing/as-sent.ts';
import { drawPicture } from './drawing/picture.ts';
import { decodePage } from './image/decode.ts';
import { chain, invert, mapRegion, scaling } from './image/frame.ts';
import { resolveOptions } from './options.ts';
import { singleShapes } from './watch.ts';

/** Longest side of a picture of the image as sent, in pixels: beyond, drawing takes hundreds of megabytes. */
export const MOST_SIDE = 5000;

/** How {@link drawRegions} works. */
export interface DrawRegionsOptions {
  /** The page of a PDF or TIFF, counted from 1. Default 1. */
  readonly page?: number | undefined;
  /** Ends the drawing of an SVG image. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link drawRegions} gives. */
export interface DrawnRegions {
  /** Of the image's size, up to 5000 pixels a side; a PDF's page has the size of a scan of 200 dots per inch. */
  readonly png: Uint8Array;
  /** Width of the image as sent, in the units of its regions: pixels, or points of a PDF's page. */
  readonly width: number;
  /** Height of the image as sent, in the same units. */
  readonly height: number;
}

/**
 * Draws regions with their numbers over the image that they were found on, without looking for any. Pixels lie as
 * they are stored, whatever the EXIF orientation says, and numbers need no font.
 *
 * @param image - any image that the engine reads
 * @param regions - in pixels of the image as sent (points, of a PDF's page), in reading order; none gives the page
 * alone
 * @returns the picture
 * @throws EngineError as `Engine.detect` does for the image
 */
export async function drawRegions(
  image: Uint8Array,
  regions: readonly Region[],
  { page = 1, signal }: DrawRegionsOptions = {},
): Promise<DrawnRegions> {
  const decoded = await decodePage(image, {
    maxPixels: resolveOptions({}).maxPixels,
    page,
    scale: (width, height) => Math.min(1, MOST_SIDE / Math.max(width, height)),
    ...(signal && { signal }),
  });
  // From the units of the regions: points of a PDF's page have several pixels.
  const factor = decoded.scale * Math.sqrt(decoded.pixels / (decoded.width * decoded.height));
  const width = Math.max(1, Math.round(factor * decoded.width));
  const height = Math.max(1, Math.round(factor * decoded.height));
  const drawn = scaling(width / decoded.width, height / decoded.height);
  const picture = await asSent(decoded.image, chain(invert(drawn), decoded.map), { width, height });
  const shapes = singleShapes(regions.map((region) => ({ box: mapRegion(drawn, region) })));
  const png = await drawPicture(picture, { heat: undefined, shapes });
  return { png, width: decoded.width, height: decoded.height };
}
