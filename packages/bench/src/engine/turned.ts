import type { Region, Size } from '@detect-regions/regions';
import sharp from 'sharp';
import type { Truth, TruthBox } from './pages.ts';

/** Long side of the thumbnail in which the paper's colour is looked for, in pixels. */
const THUMBNAIL_SIDE = 200;

/** Where a pixel of a page comes to lie when the page is turned. */
export interface Turning {
  readonly degrees: number;
  readonly from: Size;
  readonly to: Size;
}

/**
 * Writes a page turned clockwise as PNG, as if a larger sheet of the same paper had lain askew.
 *
 * @param file - the image; its stored pixels are turned, whatever its EXIF orientation
 * @param target - the file to write
 */
export async function writeTurned(file: string, degrees: number, target: string): Promise<Turning> {
  const { width, height } = await sharp(file).metadata();
  const flat = sharp(file).flatten({ background: '#ffffff' }).toColourspace('srgb');
  const background = await paperColour(file);
  const info = await flat.rotate(degrees, { background }).png({ compressionLevel: 1 }).toFile(target);
  return { degrees, from: { width, height }, to: { width: info.width, height: info.height } };
}

/** The truth of a turned page: the bounding boxes of the turned boxes. */
export function turnTruth(truth: Truth, turning: Turning): Truth {
  const turnAll = (boxes: readonly TruthBox[] | null): TruthBox[] | null =>
    boxes?.map(({ region, ignored }) => ({ region: turnRegion(region, turning), ignored })) ?? null;
  return { blocks: turnAll(truth.blocks), lines: turnAll(truth.lines) };
}

/** The bounding box of a box that is turned about the middle of the page. */
export function turnRegion({ left, top, right, bottom }: Region, { degrees, from, to }: Turning): Region {
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ].map(([x, y]) => {
    const dx = (x as number) - from.width / 2;
    const dy = (y as number) - from.height / 2;
    return { x: cos * dx - sin * dy + to.width / 2, y: sin * dx + cos * dy + to.height / 2 };
  });
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The median of each channel: on a page of text, most is paper. */
async function paperColour(file: string): Promise<{ r: number; g: number; b: number }> {
  const { data, info } = await sharp(file)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  // A grey image has one channel, which stands for all three.
  const middle = (channel: number): number => {
    const values = data.filter((_, index) => index % info.channels === channel % info.channels).toSorted();
    return values[values.length >> 1] as number;
  };
  return { r: middle(0), g: middle(1), b: middle(2) };
}
