/** Pixels of an image in colour: three bytes (red, green, blue) a pixel, row by row from the top left. */
export interface ColourRaster {
  readonly width: number;
  readonly height: number;
  /** `3 * width * height` bytes. */
  readonly data: Uint8Array;
}

/** Pixels of an image in grey: one byte a pixel, 0 black to 255 white, row by row from the top left. */
export interface GreyRaster {
  readonly width: number;
  readonly height: number;
  /** `width * height` bytes. */
  readonly data: Uint8Array;
}

/** A page in colour and in grey. Grey is made once and kept, for all stages want it. */
export interface Page {
  readonly image: ColourRaster;
  /** The luma of `image`. */
  readonly grey: GreyRaster;
}

/** Weights of ITU-R BT.601 luma, in 1/65536, so that the sum of the three products needs a shift only. */
const RED_WEIGHT = 19_595;
const GREEN_WEIGHT = 38_470;
const BLUE_WEIGHT = 7_471;
const HALF = 32_768;

/** The luma (ITU-R BT.601) of a colour raster. */
export function toGrey(image: ColourRaster): GreyRaster {
  const { width, height, data } = image;
  const pixels = width * height;
  const grey = new Uint8Array(pixels);
  for (let i = 0, p = 0; i < pixels; i++, p += 3) {
    grey[i] =
      ((data[p] as number) * RED_WEIGHT +
        (data[p + 1] as number) * GREEN_WEIGHT +
        (data[p + 2] as number) * BLUE_WEIGHT +
        HALF) >>
      16;
  }
  return { width, height, data: grey };
}

/** The page of which an image in colour is given. */
export function pageOf(image: ColourRaster): Page {
  return { image, grey: toGrey(image) };
}

/** How often each of the 256 greys occurs. */
export function histogram({ data }: GreyRaster): Uint32Array {
  // Neighbours are mostly of one grey. Counting each of four in a table of its own, the processor needn't wait
  // for one to be written before it counts the next.
  const tables = Array.from({ length: 4 }, () => new Uint32Array(256));
  const [first, second, third, fourth] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  const whole = data.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    count(first, data[i] as number);
    count(second, data[i + 1] as number);
    count(third, data[i + 2] as number);
    count(fourth, data[i + 3] as number);
  }
  for (let i = whole; i < data.length; i++) count(first, data[i] as number);
  return first.map((n, grey) => tables.slice(1).reduce((sum, table) => sum + (table[grey] as number), n));
}

function count(table: Uint32Array, grey: number): void {
  table[grey] = (table[grey] as number) + 1;
}

/**
 * The grey below which (or at which) the given share of all pixels lies.
 *
 * @param counts - a {@link histogram}
 * @param share - from 0 to 1; 0.5 gives the median
 * @returns a grey from 0 to 255; 255 for an empty histogram
 */
export function percentile(counts: Uint32Array, share: number): number {
  let total = 0;
  for (let value = 0; value < counts.length; value++) total += counts[value] as number;
  const wanted = total * share;
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value] as number;
    if (seen > 0 && seen >= wanted) return value;
  }
  return 255;
}
