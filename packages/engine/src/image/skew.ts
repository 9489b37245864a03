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
  const row = (y: number): Uint8Array => data.subarray(y * width, (y + 1) * width);
  const above = new Int32Array(width);
  const below = new Int32Array(width);
  for (let y = 0; y < REACH; y++) addRow(above, row(y));
  for (let y = REACH; y < SIDE; y++) addRow(below, row(y));
  for (let y = REACH; y < height - REACH; y++) {
    subtractRow(below, row(y));
    if (y > REACH) {
      addRow(above, row(y - 1));
      subtractRow(above, row(y - REACH - 1));
      addRow(below, row(y + REACH));
    }
    findInk(row(y), above, below, y, found);
  }
  return found;
}

// A function of its own for each loop over a row: it is called often enough to be compiled to the fastest code.

function addRow(sums: Int32Array, row: Uint8Array): void {
  for (let x = 0; x < row.length; x++) sums[x] = (sums[x] as number) + (row[x] as number);
}

function subtractRow(sums: Int32Array, row: Uint8Array): void {
  for (let x = 0; x < row.length; x++) sums[x] = (sums[x] as number) - (row[x] as number);
}

/** Adds the places of the ink in row `y` to `found`; of each column, the sums over the rows in reach are given. */
function findInk(row: Uint8Array, above: Int32Array, below: Int32Array, y: number, found: number[]): void {
  const width = row.length;
  const columnAt = (x: number): number => (above[x] as number) + (row[x] as number) + (below[x] as number);
  let [left, right, top, bottom] = [0, 0, 0, 0];
  for (let x = 0; x < SIDE; x++) {
    if (x < REACH) left += columnAt(x);
    if (x > REACH) right += columnAt(x);
    top += above[x] as number;
    bottom += below[x] as number;
  }
  for (let x = REACH; ; x++) {
    const column = columnAt(x);
    if (((x ^ y) & 1) === 0) {
      const grey = row[x] as number;
      const darker = left + column + right - SIDE * SIDE * grey >= SIDE * SIDE * LEAST_CONTRAST;
      const least = SIDE * REACH * (grey + LEAST_SIDE_CONTRAST);
      if (darker && left >= least && right >= least && top >= least && bottom >= least) {
        found.push(y * width + x);
      }
    }
    const next = x + REACH + 1;
    if (next >= width) break;
    left += column - columnAt(x - REACH);
    right += columnAt(next) - columnAt(x + 1);
    top += (above[next] as number) - (above[x - REACH] as number);
    bottom += (below[next] as number) - (below[x - REACH] as number);
  }
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
