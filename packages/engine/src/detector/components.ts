import type { Point } from '../image/frame.ts';

/** A map of probabilities from 0 to 1, one a pixel, row by row. */
export interface ProbabilityMap {
  /** Pixels in a row that count. */
  readonly width: number;
  /** Rows that count. */
  readonly height: number;
  /** Distance from a row to the next in `data`: at least `width`. */
  readonly stride: number;
  readonly data: Float32Array;
}

/** A blob of pixels that touch each other, by edge or by corner. */
export interface Component {
  /** How many pixels it has. */
  readonly pixels: number;
  /** Mean probability of its pixels, from 0 to 1. */
  readonly mean: number;
  /**
   * The corners of its outermost pixels, row by row from the top: no other point of it lies outside their
   * convex hull. In pixels; the corner of pixel (0, 0) is the origin.
   */
  readonly outline: readonly Point[];
}

/** Rows and the first and last pixel of each, for one blob. */
interface Extent {
  pixels: number;
  /** Of the probabilities of all pixels. */
  sum: number;
  readonly top: number;
  /** For row `top + n`: the left edge at `2 n`, the right edge (exclusive) at `2 n + 1`. */
  readonly edges: number[];
}

/**
 * The 8-connected components of all pixels whose probability is at least the threshold, from top to bottom.
 * One pass over the pixels finds runs, a union-find joins them.
 *
 * @param threshold - from 0 to 1
 */
export function findComponents(map: ProbabilityMap, threshold: number): Component[] {
  const runs = findRuns(map, threshold);
  const parents = joinRuns(runs);
  const extents = new Map<number, Extent>();
  for (let run = 0; run < runs.length; run++) {
    const root = findRoot(parents, run);
    const row = runs.rows[run] as number;
    let extent = extents.get(root);
    if (!extent) {
      extent = { pixels: 0, sum: 0, top: row, edges: [] };
      extents.set(root, extent);
    }
    const start = runs.starts[run] as number;
    const end = runs.ends[run] as number;
    extent.pixels += end - start;
    extent.sum += runs.sums[run] as number;
    const n = 2 * (row - extent.top);
    // A component has a run in each of its rows, and runs come row by row from left to right.
    extent.edges[n] ??= start;
    extent.edges[n + 1] = end;
  }
  return Array.from(extents.values(), ({ pixels, sum, top, edges }) => ({
    pixels,
    mean: sum / pixels,
    outline: outlineOf(top, edges),
  }));
}

interface Runs {
  readonly length: number;
  readonly rows: number[];
  /** First pixel of each run. */
  readonly starts: number[];
  /** The pixel after the last one of each run. */
  readonly ends: number[];
  /** Of the probabilities of each run's pixels. */
  readonly sums: number[];
  /** Index of the first run of each row, and at the end the number of runs. */
  readonly firstOfRow: number[];
}

function findRuns({ width, height, stride, data }: ProbabilityMap, threshold: number): Runs {
  const rows: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const sums: number[] = [];
  const firstOfRow: number[] = [];
  for (let y = 0; y < height; y++) {
    firstOfRow.push(rows.length);
    const row = y * stride;
    let x = 0;
    while (x < width) {
      while (x < width && (data[row + x] as number) < threshold) x++;
      if (x === width) break;
      const start = x;
      let sum = 0;
      while (x < width && (data[row + x] as number) >= threshold) sum += data[row + x++] as number;
      rows.push(y);
      starts.push(start);
      ends.push(x);
      sums.push(sum);
    }
  }
  firstOfRow.push(rows.length);
  return { length: rows.length, rows, starts, ends, sums, firstOfRow };
}

function joinRuns({ length, starts, ends, firstOfRow }: Runs): Int32Array {
  const parents = Int32Array.from({ length }, (_, run) => run);
  for (let row = 1; row + 1 < firstOfRow.length; row++) {
    let above = firstOfRow[row - 1] as number;
    let here = firstOfRow[row] as number;
    const lastAbove = firstOfRow[row] as number;
    const lastHere = firstOfRow[row + 1] as number;
    while (above < lastAbove && here < lastHere) {
      // Ends are exclusive, so runs that touch by a corner have one's end at the other's start.
      const touches =
        (starts[above] as number) <= (ends[here] as number) &&
        (starts[here] as number) <= (ends[above] as number);
      if (touches) {
        const a = findRoot(parents, above);
        const b = findRoot(parents, here);
        // The upper run stays the root, so that an extent begins with the component's first row.
        if (a < b) parents[b] = a;
        else parents[a] = b;
      }
      if ((ends[above] as number) < (ends[here] as number)) above++;
      else here++;
    }
  }
  return parents;
}

function findRoot(parents: Int32Array, run: number): number {
  let root = run;
  while ((parents[root] as number) !== root) {
    const grandparent = parents[parents[root] as number] as number;
    parents[root] = grandparent;
    root = grandparent;
  }
  return root;
}

function outlineOf(top: number, edges: readonly number[]): Point[] {
  const outline: Point[] = [];
  for (let n = 0; n < edges.length; n += 2) {
    const y = top + n / 2;
    const [left, right] = [edges[n] as number, edges[n + 1] as number];
    outline.push({ x: left, y }, { x: right, y }, { x: left, y: y + 1 }, { x: right, y: y + 1 });
  }
  return outline;
}
