/** Longest side that the detector is given for a page of usual shape, in pixels. */
const MOST_LONG_SIDE = 1600;

/** A page whose long side is shorter than this is enlarged to it, in pixels: small text is found better. */
const LEAST_LONG_SIDE = 960;

/** A page this much longer than wide keeps more pixels along its length, or its text would be too small. */
const USUAL_ASPECT = 2;

/** How much more finely a page is looked at when the setting makeUpsampling is on. */
const UPSAMPLING = 1.5;

/** The detector halves its input five times, so both sides are multiples of this, in pixels. */
export const SIDE_MULTIPLE = 32;

/**
 * The factor by which an upright page is scaled before the detector sees it. Its long side ends up within 960
 * to 1600 pixels; a long, narrow page (a receipt) may be longer, with as many pixels as one twice as long as
 * wide.
 *
 * @param width - of the page, in pixels
 * @param height - of the page, in pixels
 * @param upsample - the setting makeUpsampling: half as many pixels again a side
 */
export function workingScale(width: number, height: number, upsample: boolean): number {
  const long = Math.max(width, height);
  const aspect = long / Math.min(width, height);
  const most = MOST_LONG_SIDE * Math.sqrt(Math.max(1, aspect / USUAL_ASPECT));
  const target = Math.min(Math.max(long, LEAST_LONG_SIDE), most);
  return ((upsample ? UPSAMPLING : 1) * target) / long;
}
