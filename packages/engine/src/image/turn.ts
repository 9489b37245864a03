import type { Size } from '@detect-regions/regions';
import sharp from 'sharp';
import { EngineError } from '../errors.ts';
import { identity, mapRegion, type Placement, turning } from './frame.ts';
import type { ColourRaster } from './raster.ts';

/** Where a pixel's centre lies, in pixels from its corner; sharp counts from centre to centre. */
const CENTRE = 0.5;

/** A turned page may have so many pixels: three times what the squarest of usual size has, turned by 45 degrees. */
const MOST_TURNED_PIXELS = 16_000_000;

/** Whether a page can be turned: a long strip that stands at a slant needs a frame far larger than itself. */
export function canTurn({ width, height }: Size, degrees: number): boolean {
  const turned = turning(degrees, width, height);
  return turned.width * turned.height <= Math.max(MOST_TURNED_PIXELS, width * height);
}

/**
 * Turns an image clockwise into an upright frame that holds all of it. New corners take the paper's colour, so
 * that they show no edge that could be mistaken for text. Pixels are interpolated by a cubic: a line would blur
 * small print.
 *
 * @param image - not changed; returned as it is for a turn of 0 degrees
 * @param degrees - clockwise as seen, any number
 * @param paper - red, green, blue of the corners, 0 to 255
 * @throws EngineError `too-large` for a strip that {@link canTurn} refuses
 */
export async function turn(
  image: ColourRaster,
  degrees: number,
  paper: readonly [number, number, number],
): Promise<{ image: ColourRaster; placement: Placement }> {
  const { width, height } = image;
  if (degrees % 360 === 0) return { image, placement: { width, height, map: identity } };
  if (!canTurn(image, degrees)) {
    throw new EngineError(
      'too-large',
      `The image is too long and narrow to be turned by ${degrees} degrees: cut it into parts, or turn it by quarters.`,
      { field: 'settings.rotate' },
    );
  }
  // About the corner of the image; sharp moves the result into view.
  const about = { ...turning(degrees, width, height).map, e: 0, f: 0 };
  const { data, info } = await sharp(image.data, { raw: { width, height, channels: 3 } })
    .affine([about.a, about.c, about.b, about.d], {
      idx: CENTRE,
      idy: CENTRE,
      odx: -CENTRE,
      ody: -CENTRE,
      interpolator: sharp.interpolators.bicubic,
      background: { r: paper[0], g: paper[1], b: paper[2] },
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { left, top } = mapRegion(about, { left: 0, top: 0, right: width, bottom: height });
  const map = { ...about, e: -Math.round(left), f: -Math.round(top) };
  return {
    image: { width: info.width, height: info.height, data },
    placement: { width: info.width, height: info.height, map },
  };
}
