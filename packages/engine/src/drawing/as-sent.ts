import sharp from 'sharp';
import { type Affine, chain, mapPoint, scaling } from '../image/frame.ts';
import type { ColourRaster } from '../image/raster.ts';

/**
 * A page as it was looked at, brought back into the frame of the image as sent, whatever format that has.
 *
 * @param fromSent - the map to the page from the picture wanted, which is the image as sent or a smaller copy
 * @param width - of that picture, in pixels
 * @param height - of that picture, in pixels
 */
export async function asSent(
  image: ColourRaster,
  fromSent: Affine,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<ColourRaster> {
  // Upright or not, pixel for pixel; then scaled by a library that does it well.
  const scale = Math.hypot(fromSent.a, fromSent.b);
  const small = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const map = chain(scaling(width / small.width, height / small.height), fromSent);
  const data = new Uint8Array(3 * small.width * small.height);
  for (let y = 0, p = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++, p += 3) {
      const point = mapPoint(map, { x: x + 0.5, y: y + 0.5 });
      const sourceX = Math.min(image.width - 1, Math.max(0, Math.floor(point.x)));
      const sourceY = Math.min(image.height - 1, Math.max(0, Math.floor(point.y)));
      const source = 3 * (sourceY * image.width + sourceX);
      data[p] = image.data[source] as number;
      data[p + 1] = image.data[source + 1] as number;
      data[p + 2] = image.data[source + 2] as number;
    }
  }
  const raw = { ...small, channels: 3 } as const;
  const resized = await sharp(data, { raw, limitInputPixels: false })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { width, height, data: resized };
}
