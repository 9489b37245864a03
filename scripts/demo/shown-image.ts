import sharp from 'sharp';
import type { Page } from './page.ts';

/** An image as it is written beside the index. */
export interface ShownImage {
  /** With its dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
}

const shownByBrowsers = ['gif', 'jpeg', 'png', 'svg', 'webp'];

/**
 * The page as a browser will show it with its pixels as stored, which is what regions are measured in: the image
 * itself, or a JPEG in its place when browsers would turn it (EXIF orientation) or can't show it (TIFF).
 */
export async function shownImage({ bytes, extension }: Page): Promise<ShownImage> {
  try {
    const image = sharp(bytes);
    const { format, orientation = 1 } = await image.metadata();
    if (orientation === 1 && shownByBrowsers.includes(format)) return { extension, bytes };
    return { extension: '.jpg', bytes: await image.flatten({ background: 'white' }).jpeg().toBuffer() };
  } catch {
    // A format that sharp does not read, such as BMP.
    return { extension, bytes };
  }
}
