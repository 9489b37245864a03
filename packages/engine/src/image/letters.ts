import type { GreyRaster } from './raster.ts';

/** Side of the squares that have a threshold of their own, in pixels: light may be uneven, but not within one. */
const TILE = 32;

/** A square whose greys differ less than this has no print on it. */
const LEAST_CONTRAST = 64;

/** A blob lower than this is a dot or a speck, in pixels. */
const LEAST_HEIGHT = 4;

/** A blob narrower than this is a scratch, in pixels. */
const LEAST_WIDTH = 2;

/** Letters that touch are at most so many times as long as high; what is longer is a rule. */
const MOST_ELONGATION = 8;

/** What is higher than this share of the page is a frame or a picture. */
const MOST_SHARE_OF_PAGE = 0.1;

/** From so many letters on, their height can be told. */
const LEAST_LETTERS = 40;

/**
 * Capitals and letters with an ascender lie between these quantiles of all blobs by height: below are the small
 * letters, above headlines.
 */
const CAPITALS_FROM = 0.7;
const CAPITALS_TO = 0.9;

/**
 * How high the capitals of a page's text are, roughly, from the heights of its blobs of ink; cheap enough to be
 * asked before the detector decides how closely to look. Dark on light or light on dark.
 *
 * @param image - the page in grey, upright
 * @returns in pixels; `undefined` where too little on the page looks like letters
 */
export function letterHeight(image: GreyRaster): number | undefined {
  const heights = findBlobs(image)
    .filter((blob) => isLetter(blob, image.height))
    .map(({ height }) => height)
    .sort((a, b) => a - b);
  if (heights.length < LEAST_LETTERS) return undefined;
  const capitals = heights.slice(
    Math.floor(CAPITALS_FROM * heights.length),
    Math.ceil(CAPITALS_TO * heights.length),
  );
  return capitals.reduce((sum, height) => sum + height, 0) / capitals.length;
}

/** Size of a blob's bounding box, in pixels. */
interface Blob {
  readonly width: number;
  readonly height: number;
}

function isLetter({ width, height }: Blob, pageHeight: number): boolean {
  return (
    height >= LEAST_HEIGHT &&
    width >= LEAST_WIDTH &&
    width <= MOST_ELONGATION * height &&
    height <= MOST_ELONGATION * width &&
    height <= MOST_SHARE_OF_PAGE * pageHeight
  );
}

/** A blob that may still grow: where it reaches, in pixels; the right and the bottom are exclusive. */
interface OpenBlob {
  left: number;
  right: number;
  readonly top: number;
  bottom: number;
  /** The blob that took this one in. */
  within: OpenBlob | undefined;
}

/** The 8-connected blobs of ink, row by row: a run joins the blobs of the runs that it touches above. */
function findBlobs(image: GreyRaster): Blob[] {
  const blobs: OpenBlob[] = [];
  let above: Run[] = [];
  for (let y = 0, ink: InkTest[] = []; y < image.height; y++) {
    if (y % TILE === 0) ink = inkTests(image, y);
    const here = runsOf(image, y, ink);
    let first = 0;
    for (const run of here) {
      while (first < above.length && (above[first] as Run).end < run.start) first++;
      for (let i = first; i < above.length && (above[i] as Run).start <= run.end; i++) {
        const other = outermost((above[i] as Run).blob as OpenBlob);
        if (run.blob) run.blob = join(outermost(run.blob), other);
        else run.blob = extend(other, run, y);
      }
      if (!run.blob) {
        run.blob = { left: run.start, right: run.end, top: y, bottom: y + 1, within: undefined };
        blobs.push(run.blob);
      }
    }
    above = here;
  }
  return blobs
    .filter(({ within }) => !within)
    .map(({ left, right, top, bottom }) => ({ width: right - left, height: bottom - top }));
}

/** Pixels of ink side by side. */
interface Run {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  blob: OpenBlob | undefined;
}

/** What is ink in one square: greys from `from` up to, not including, `to`. */
interface InkTest {
  readonly from: number;
  readonly to: number;
}

/** For each square of the row of squares that begins at a height: the rarer side of its middle grey is ink. */
function inkTests({ width, height, data }: GreyRaster, top: number): InkTest[] {
  const tests: InkTest[] = [];
  const bottom = Math.min(height, top + TILE);
  for (let left = 0; left < width; left += TILE) {
    const right = Math.min(width, left + TILE);
    let [darkest, lightest, sum, count] = [255, 0, 0, 0];
    for (let y = top; y < bottom; y++) {
      // Every other pixel tells as much.
      for (let x = left; x < right; x += 2) {
        const grey = data[y * width + x] as number;
        if (grey < darkest) darkest = grey;
        if (grey > lightest) lightest = grey;
        sum += grey;
        count++;
      }
    }
    const middle = Math.ceil((darkest + lightest) / 2);
    if (lightest - darkest < LEAST_CONTRAST) tests.push({ from: 0, to: 0 });
    else if (2 * sum >= count * (darkest + lightest)) tests.push({ from: 0, to: middle });
    else tests.push({ from: middle, to: 256 });
  }
  return tests;
}

function runsOf({ width, data }: GreyRaster, y: number, ink: readonly InkTest[]): Run[] {
  const runs: Run[] = [];
  const row = y * width;
  let start = -1;
  for (let tile = 0; tile < ink.length; tile++) {
    const { from, to } = ink[tile] as InkTest;
    const right = Math.min(width, (tile + 1) * TILE);
    // Stretches of paper and of ink in turn: few pixels are at the end of one.
    for (let x = tile * TILE; x < right; x++) {
      if (start < 0) {
        if (from === to) break;
        while (x < right && !isInk(data[row + x] as number, from, to)) x++;
        if (x < right) start = x;
      } else {
        while (x < right && isInk(data[row + x] as number, from, to)) x++;
        if (x === right) break;
        runs.push({ start, end: x, blob: undefined });
        start = -1;
      }
    }
  }
  if (start >= 0) runs.push({ start, end: width, blob: undefined });
  return runs;
}

function isInk(grey: number, from: number, to: number): boolean {
  return grey >= from && grey < to;
}

function outermost(blob: OpenBlob): OpenBlob {
  let outer = blob;
  while (outer.within) {
    if (outer.within.within) outer.within = outer.within.within;
    outer = outer.within;
  }
  return outer;
}

function extend(blob: OpenBlob, { start, end }: Run, y: number): OpenBlob {
  blob.left = Math.min(blob.left, start);
  blob.right = Math.max(blob.right, end);
  blob.bottom = y + 1;
  return blob;
}

function join(one: OpenBlob, other: OpenBlob): OpenBlob {
  if (one === other) return one;
  const [upper, lower] = one.top <= other.top ? [one, other] : [other, one];
  upper.left = Math.min(upper.left, lower.left);
  upper.right = Math.max(upper.right, lower.right);
  upper.bottom = Math.max(upper.bottom, lower.bottom);
  lower.within = upper;
  return upper;
}
