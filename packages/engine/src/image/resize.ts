import sharp from 'sharp';
import type { ColourRaster } from './raster.ts';

/**
 * An image at another size.
 *
 * @param width - wanted, in whole pixels
 * @param height - wanted, in whole pixels
 * @returns the image itself when it has that size
 */
export async function resize(image: ColourRaster, width: number, height: number): Promise<ColourRaster> {
  if (image.width === width && image.height === height) return image;
  const data = await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
    .resize({ width, height, fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { width, height, data };
}
