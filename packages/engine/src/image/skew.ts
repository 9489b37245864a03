import type { GreyRaster } from './raster.ts';

/** The steepest skew that is looked for, in degrees either way: the API promises 15. */
export const MAX_SKEW = 15;

/** A skew below this, in degrees, is left alone: it moves a line's end by less than a line's height. */
export const LEAST_SKEW = 0.25;

/** Half a side of the square around a pixel that it is compared with, in pixels. */
const REACH = 8;

/** A side of that square, in pixels. */
const SIDE = 2 * REACH + 1;

/** How much darker than its surroundings a pixel must be to count as ink, in greys. */
const LEAST_CONTRAST = 24;

/** How much darker than each half of its surroundings a pixel must be, in greys: strokes have paper on all sides. */
const LEAST_SIDE_CONTRAST = 12;

/** More points than this don't make the answer better, only slower. */
const MOST_POINTS = 30_000;

/** Fewer points than this are a speck, not text. */
const LEAST_POINTS = 200;

/**
 * Every other pixel is looked at, in a chequered pattern; points are strewn over the cells by an additive
 * sequence, or the pattern's own rows would show as sharp lines at 45 degrees.
 */
const STREW_X = 0.7548776662466927;
const STREW_Y = 0.5698402909980532;

/** Steps of the search in degrees, each around the best angle of the one before. */
const STEPS: readonly number[] = [0.5, 0.1, 0.02];

/** How far the best angle must stand out from the mean of all to be believed: text reaches 2, noise 1.35. */
const LEAST_PROMINENCE = 1.6;

/** How much better than no turn at all the best angle must be. */
const LEAST_GAIN = 1.05;

/** Points of ink as x and y in turn, in pixels relative to the middle of the image. */
type Points = Float32Array;

/** Which lines of text are looked for: level ones, or, in scripts that have them, vertical ones as well. */
export type Lines = 'level' | 'level or vertical';

/**
 * How far the lines of text on a page are turned, from the profile of its ink: summed along the right angle,
 * lines and gaps part most sharply. The search goes from coarse to fine over {@link MAX_SKEW} degrees either
 * way.
 *
 * @param image - the page in grey, dark on light or light on dark
 * @param turned - degrees, clockwise, by which the page will be turned first
 * @param lines - whichever lines show the most clearly tell the skew
 * @returns the degrees, clockwise, by which the page is skewed after that turn; 0 where nothing tells
 */
export function findSkew(image: GreyRaster, turned = 0, lines: Lines = 'level'): number {
  const points = inkPoints(image);
  if (points.length < 2 * LEAST_POINTS) return 0;
  const radius = Math.hypot(image.width, image.height) / 2;
  const bins = new Float64Array(2 * Math.ceil(radius) + 3);
  const level = skewOf(turnPoints(points, turned), bins);
  if (lines === 'level') return level.degrees;
  const vertical = skewOf(turnPoints(points, turned + 90), bins);
  return vertical.prominence > level.prominence ? vertical.degrees : level.degrees;
}

/** The angle at which level lines part most sharply, and how far it stands out from all angles' mean. */
function skewOf(points: Points, bins: Float64Array): { degrees: number; prominence: number } {
  const sharpness = (degrees: number): number => profileSharpness(points, degrees, bins);
  let best = 0;
  let reach = MAX_SKEW;
  let total = 0;
  let count = 0;
  let peak = 0;
  for (const step of STEPS) {
    const middle = best;
    for (let n = -Math.round(reach / step); n <= Math.round(reach / step); n++) {
      const degrees = middle + n * step;
      if (Math.abs(degrees) > MAX_SKEW) continue;
      const value = sharpness(degrees);
      if (step === STEPS[0]) {
        total += value;
        count++;
      }
      if (value > peak) {
        peak = value;
        best = degrees;
      }
    }
    reach = step;
  }
  const prominence = peak / (total / count);
  const better = peak >= LEAST_GAIN * sharpness(0);
  const found = prominence >= LEAST_PROMINENCE && better && Math.abs(best) >= LEAST_SKEW;
  return { degrees: found ? best : 0, prominence };
}

/** Pixels that differ from their surroundings as ink does, evenly thinned to {@link MOST_POINTS}. */
function inkPoints(image: GreyRaster): Points {
  const { width, height } = image;
  const pixels = inkPixels(image);
  const stride = Math.max(1, Math.ceil(pixels.length / MOST_POINTS));
  const points = new Float32Array(2 * Math.ceil(pixels.length / stride));
  for (let n = 0, i = 0; n < pixels.length; n += stride, i += 2) {
    const pixel = pixels[n] as number;
    points[i] = (pixel % width) + 2 * fraction(n * STREW_X) - width / 2;
    points[i + 1] = Math.floor(pixel / width) + fraction(n * STREW_Y) - height / 2;
  }
  return points;
}

function fraction(value: number): number {
  return value - Math.floor(value);
}

/**
 * Of the pixels of the chequered pattern the places of those that are ink, row by row: darker than their surroundings,
 * and than each half of them. Beside the edge of the sheet, or of a picture, one half is as dark as the pixel. All four
 * halves are kept as sums that move along with the pixel.
 */
function inkPixels({ width, height, data }: GreyRaster): number[] {
  const found: number[] = [];
  if (width <= SIDE || height <= SIDE) return found;
  const above = new Int32Array(width);
  const below = new Int32Array(width);
  const column = new Int32Array(width);
  for (let y = 0; y < REACH; y++) addRow(above, data, y * width, 1);
  for (let y = REACH; y < SIDE; y++) addRow(below, data, y * width, 1);
  for (let y = REACH; y < height - REACH; y++) {
    const row = y * width;
    addRow(below, data, row, -1);
    if (y > REACH) {
      addRow(above, data, row - width, 1);
      addRow(above, data, row - (REACH + 1) * width, -1);
      addRow(below, data, row + REACH * width, 1);
    }
    for (let x = 0; x < width; x++)
      column[x] = (above[x] as number) + (data[row + x] as number) + (below[x] as number);
    let left = sum(column, 0, REACH);
    let right = sum(column, REACH + 1, SIDE);
    let top = sum(above, 0, SIDE);
    let bottom = sum(below, 0, SIDE);
    for (let x = REACH; ; x++) {
      if (((x ^ y) & 1) === 0) {
        const grey = data[row + x] as number;
        const around = left + right + (column[x] as number);
        const darker = around - SIDE * SIDE * grey >= SIDE * SIDE * LEAST_CONTRAST;
        const least = SIDE * REACH * (grey + LEAST_SIDE_CONTRAST);
        if (darker && left >= least && right >= least && top >= least && bottom >= least) found.push(row + x);
      }
      if (x + REACH + 1 >= width) break;
      left += (column[x] as number) - (column[x - REACH] as number);
      right += (column[x + REACH + 1] as number) - (column[x + 1] as number);
      top += (above[x + REACH + 1] as number) - (above[x - REACH] as number);
      bottom += (below[x + REACH + 1] as number) - (below[x - REACH] as number);
    }
  }
  return found;
}

function addRow(sums: Int32Array, data: Uint8Array, row: number, sign: 1 | -1): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] as number) + sign * (data[row + x] as number);
}

function sum(values: Int32Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] as number;
  return total;
}

function turnPoints(points: Points, degrees: number): Points {
  if (degrees % 360 === 0) return points;
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const turned = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    turned[i] = cos * x - sin * y;
    turned[i + 1] = sin * x + cos * y;
  }
  return turned;
}

/** Sum of the squared steps of the ink's profile across lines that slope by so many degrees, clockwise. */
function profileSharpness(points: Points, degrees: number, bins: Float64Array): number {
  bins.fill(0);
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const middle = bins.length / 2;
  for (let i = 0; i < points.length; i += 2) {
    const bin = (cos * (points[i + 1] as number) - sin * (points[i] as number) + middle) | 0;
    bins[bin] = (bins[bin] as number) + 1;
  }
  let sharpness = 0;
  for (let i = 1; i < bins.length; i++) {
    const step = (bins[i] as number) - (bins[i - 1] as number);
    sharpness += step * step;
  }
  return sharpness;
}
