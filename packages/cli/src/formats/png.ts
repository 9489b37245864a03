import { scale } from '@detect-regions/regions';
import { type Content, type DetectedPage, type Format, type FormatContext, plainFormat } from './format.ts';
import { sizedPage } from './sized-page.ts';

/** Longest side of a picture without an image, in pixels. */
const MOST_SIDE = 5000;

/**
 * A picture of the page with its regions, up to 5000 pixels a side: of every image that the engine reads, PDF and
 * TIFF included. Where there is no image, the paper is blank.
 */
export const png: Format = plainFormat({
  extension: 'png',
  holdsMany: false,
  isBinary: true,
  async page(page: DetectedPage, { image }: FormatContext): Promise<Content> {
    // Imported when asked for: the engine brings image libraries.
    const { drawRegions } = await import('@detect-regions/engine/debug');
    if (image !== undefined) return (await drawRegions(await image.read(), page.regions)).png;
    const { width, height, regions } = sizedPage(page, 'a picture');
    const factor = Math.min(1, MOST_SIDE / Math.max(width, height));
    const paper = await blankPaper(width * factor, height * factor);
    const drawn = await drawRegions(
      paper,
      regions.map((region) => scale(region, factor)),
    );
    return drawn.png;
  },
});

/** A white PNG of a size in pixels. */
async function blankPaper(width: number, height: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const size = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
  return sharp({ create: { ...size, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
}
