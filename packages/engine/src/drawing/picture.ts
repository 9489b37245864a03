import sharp from 'sharp';
import type { ProbabilityMap } from '../detector/components.ts';
import type { ColourRaster } from '../image/raster.ts';
import type { Shape } from '../watch.ts';
import { heatOver } from './heat.ts';
import { shapesSvg } from './shapes.ts';

/** What is drawn over a page. */
export interface Overlay {
  readonly heat: ProbabilityMap | undefined;
  readonly shapes: readonly Shape[] | undefined;
}

/** Draws a page with what was found on it, as PNG of the page's size. */
export async function drawPicture(image: ColourRaster, { heat, shapes = [] }: Overlay): Promise<Uint8Array> {
  const { width, height, data } = heat ? heatOver(image, heat) : image;
  const page = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  const overlay = { input: Buffer.from(shapesSvg(shapes, width, height)), limitInputPixels: false };
  return page
    .composite(shapes.length === 0 ? [] : [overlay])
    .png()
    .toBuffer();
}
