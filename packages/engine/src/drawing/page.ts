import sharp from 'sharp';
import { decodePage } from '../image/decode.ts';
import { chain, invert, scaling } from '../image/frame.ts';
import type { RenderData, RenderedPage } from '../render-page.ts';
import { asSent } from './as-sent.ts';

/** Draws a page in the calling thread, as `renderPage` says. */
export async function drawPage(
  bytes: Uint8Array,
  { longSide, page, maxPixels }: Omit<RenderData, 'image'>,
): Promise<RenderedPage> {
  const decoded = await decodePage(bytes, {
    maxPixels,
    page,
    scale: (width, height) => Math.min(1, longSide / Math.max(width, height)),
  });
  const { width, height, map } = decoded;
  let { image } = decoded;
  // An image that EXIF turns was decoded upright.
  const isTurned = map.b !== 0 || map.c !== 0 || map.a < 0 || map.d < 0;
  if (isTurned) {
    const scale = Math.hypot(map.a, map.b);
    const size = {
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    };
    image = await asSent(image, chain(invert(scaling(size.width / width, size.height / height)), map), size);
  }
  const raw = { width: image.width, height: image.height, channels: 3 } as const;
  const buffer = await sharp(image.data, { raw, limitInputPixels: false }).png().toBuffer();
  // A copy of its own can be handed on to another thread.
  return { png: Uint8Array.from(buffer), width, height };
}
