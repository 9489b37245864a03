import type { GreyRaster } from './raster.ts';

/** The steepest skew that is looked for, in degrees either way: the API promises 15. */
export const MAX_SKEW = 15;

/** A skew below this, in degrees, is left alone: it moves a line's end by less than a line's height. */
export const LEAST_SKEW = 0.25;

/** Half a side of the square around a pixel that it is compared with, in pixels. */
const REACH = 8;

/** How much darker than its surroundings a pixel must be to count as ink, in greys. */
const LEAST_CONTRAST = 24;

/** How much darker than each half of its surroundings a pixel must be, in greys: strokes have paper on all sides. */
const LEAST_SIDE_CONTRAST = 12;

/** Pixels of the square around a pixel. */
const SQUARE: number = (2 * REACH + 1) ** 2;

/** Pixels of each half that are looked at: every other one in both directions. */
const HALF_SAMPLES: number = 2 * (REACH / 2) ** 2;

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
  const bins = new Int32Array(2 * Math.ceil(radius) + 3);
  const level = skewOf(turnPoints(points, turned), bins);
  if (lines === 'level') return level.degrees;
  const vertical = skewOf(turnPoints(points, turned + 90), bins);
  return vertical.prominence > level.prominence ? vertical.degrees : level.degrees;
}

/** The angle at which level lines part most sharply, and how far it stands out from all angles' mean. */
function skewOf(points: Points, bins: Int32Array): { degrees: number; prominence: number } {
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

/**
 * Whether a dark pixel is darker than each half of its surroundings. At the edge of the sheet, or of a picture, one
 * half is as dark as the pixel itself: such edges needn't run along with the text.
 */
function isStroke({ width, data }: GreyRaster, pixel: number): boolean {
  let [above, below, before, after] = [0, 0, 0, 0];
  // Every other pixel is enough.
  for (let down = 1; down <= REACH; down += 2) {
    const upper = pixel - down * width;
    const lower = pixel + down * width;
    for (let right = 1; right <= REACH; right += 2) {
      const upperBefore = data[upper - right] as number;
      const upperAfter = data[upper + right] as number;
      const lowerBefore = data[lower - right] as number;
      const lowerAfter = data[lower + right] as number;
      above += upperBefore + upperAfter;
      below += lowerBefore + lowerAfter;
      before += upperBefore + lowerBefore;
      after += upperAfter + lowerAfter;
    }
  }
  const least = HALF_SAMPLES * ((data[pixel] as number) + LEAST_SIDE_CONTRAST);
  return Math.min(above, below, before, after) >= least;
}

/** Pixels that differ from their surroundings as ink does, evenly thinned to {@link MOST_POINTS}. */
function inkPoints(image: GreyRaster): Points {
  const { width, height } = image;
  const pixels = strokePixels(image);
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

/** Of the pixels of the chequered pattern the places of those that are strokes, row by row. */
function strokePixels(image: GreyRaster): number[] {
  const { width, height, data } = image;
  const found: number[] = [];
  const row = (y: number): Uint8Array => data.subarray(y * width, (y + 1) * width);
  // Of each column the sum over the rows in reach, which move down with the row that is looked at.
  const columns = new Int32Array(width + 2 * REACH + 1);
  for (let y = -REACH; y < height; y++) {
    if (y + REACH < height) addRow(columns, row(y + REACH));
    if (y > REACH) subtractRow(columns, row(y - REACH - 1));
    if (y < 0) continue;
    // Strokes have paper on all sides, so none is at the edge.
    if (y >= REACH && y < height - REACH) findStrokes(image, y, columns, found);
  }
  return found;
}

// A function of its own for each loop over a row: it is called often enough to be compiled to the fastest code.

function addRow(columns: Int32Array, row: Uint8Array): void {
  for (let x = 0, i = REACH + 1; x < row.length; x++, i++) {
    columns[i] = (columns[i] as number) + (row[x] as number);
  }
}

function subtractRow(columns: Int32Array, row: Uint8Array): void {
  for (let x = 0, i = REACH + 1; x < row.length; x++, i++) {
    columns[i] = (columns[i] as number) - (row[x] as number);
  }
}

/** Adds the places of the strokes in row `y` to `found`; `columns` has sums over the rows in reach. */
function findStrokes(image: GreyRaster, y: number, columns: Int32Array, found: number[]): void {
  const { width, data } = image;
  const start = REACH + (y & 1);
  let sum = 0;
  for (let i = start + 1; i <= start + 2 * REACH + 1; i++) sum += columns[i] as number;
  for (let x = start, place = y * width + start; x < width - REACH; x += 2, place += 2) {
    const isInk = sum >= SQUARE * ((data[place] as number) + LEAST_CONTRAST);
    if (isInk && isStroke(image, place)) found.push(place);
    // Columns lie REACH + 1 further right than their pixels.
    const left = x + 1;
    const right = x + 2 * REACH + 2;
    sum += (columns[right] as number) + (columns[right + 1] as number);
    sum -= (columns[left] as number) + (columns[left + 1] as number);
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
function profileSharpness(points: Points, degrees: number, bins: Int32Array): number {
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
