import type { Region } from './region.ts';

/** How {@link sortReadingOrder} reads a page. */
export interface ReadingOrderOptions {
  /** Which way the script runs: `ltr` reads columns and neighbours from the left, `rtl` from the right. Default: `ltr`. */
  readonly direction?: 'ltr' | 'rtl';
}

/** Of its own size, this part of a box on each side does not count: found boxes are larger than the text. */
const TOLERANCE = 1 / 8;

/** A header or footer is at most this part of the page's text in height. */
const HEADER_SHARE = 1 / 16;

/**
 * Puts regions into the order in which a person reads them. The result depends on where the regions lie, not
 * on the order in which they come, and it is the same for a page that is moved or resized.
 *
 * A recursive XY-cut (Nagy and Seth, 1984) with these rules:
 * 1. A low first or last row that stands off the rest by its own height is a running header or footer: read
 *    first or last.
 * 2. White space from top to bottom divides columns, read one after the other. Boxes may overlap it by an
 *    eighth of their width. What does not stand side by side makes no columns.
 * 3. Else white space from side to side divides bands, read from top to bottom. Bands that share their columns
 *    count as one, so that gaps between paragraphs which happen to align don't cut across columns; a heading
 *    across columns ends them.
 * 4. What nothing divides is read row by row.
 *
 * It sees rectangles alone: a table's cells come column by column.
 *
 * @param regions - in pixels or any other unit, each with finite edges
 * @returns the same regions in a new array
 * @throws RangeError for an unknown direction, or an edge that is no finite number
 *
 * @example
 * ```ts
 * const ordered = sortReadingOrder(regions, { direction: 'rtl' });
 * ```
 */
export function sortReadingOrder<R extends Region>(
  regions: readonly R[],
  options: ReadingOrderOptions = {},
): R[] {
  const { direction = 'ltr' } = options;
  if (direction !== 'ltr' && direction !== 'rtl') throw new RangeError('direction: expected ltr or rtl');
  const items = regions.map((region, index): Item<R> => {
    if (![region.left, region.top, region.right, region.bottom].every(Number.isFinite)) {
      throw new RangeError(`regions[${index}]: expected left, top, right and bottom to be finite numbers`);
    }
    const x = { from: region.left, to: region.right };
    return {
      region,
      // A right-to-left page is read as its mirror image.
      x: shrink(direction === 'ltr' ? x : { from: -x.to, to: -x.from }),
      y: shrink({ from: region.top, to: region.bottom }),
    };
  });
  items.sort((a, b) => a.y.from - b.y.from || a.x.from - b.x.from || a.y.to - b.y.to || a.x.to - b.x.to);
  return orderPage(items).map(({ region }) => region);
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Something on the page: a region less its tolerance, or the bounds of several. */
interface Block {
  readonly x: Extent;
  readonly y: Extent;
}

interface Item<R> extends Block {
  readonly region: R;
}

function shrink({ from, to }: Extent): Extent {
  const edge = (to - from) * TOLERANCE;
  return { from: from + edge, to: to - edge };
}

function orderPage<T extends Block>(items: readonly T[]): T[] {
  const bands = splitAlong(items, 'y');
  const [header, footer] = [isApart(bands, 0, 1), isApart(bands, bands.length - 1, bands.length - 2)];
  const body = bands.slice(header ? 1 : 0, footer ? -1 : undefined);
  return [
    ...(header ? order(bands[0] ?? []) : []),
    ...order(body.flat()),
    ...(footer ? order(bands.at(-1) ?? []) : []),
  ];
}

/** Whether the band at one end is a running header or footer; with fewer than three bands there is none. */
function isApart(bands: readonly (readonly Block[])[], end: number, neighbour: number): boolean {
  if (bands.length < 3) return false;
  const extent = (index: number): Extent => boundsOf(bands[index] as readonly Block[]).y;
  const [first, last, own, next] = [extent(0), extent(bands.length - 1), extent(end), extent(neighbour)];
  const height = own.to - own.from;
  const gap = Math.max(own.from - next.to, next.from - own.to);
  return height <= (last.to - first.from) * HEADER_SHARE && gap >= height;
}

function order<T extends Block>(items: readonly T[]): T[] {
  if (items.length < 2) return [...items];
  const columns = splitColumns(items);
  if (columns.length > 1) return columns.flatMap(order);
  const bands = joinColumns(splitAlong(items, 'y'));
  return bands.length > 1 ? bands.flatMap(order) : rowByRow(items);
}

/** Groups with white space between them along an axis, in the order of that axis. Touching is white space. */
function splitAlong<T extends Block>(items: readonly T[], axis: 'x' | 'y'): T[][] {
  const groups: T[][] = [];
  let end = -Infinity;
  for (const item of [...items].sort((a, b) => a[axis].from - b[axis].from || a[axis].to - b[axis].to)) {
    if (item[axis].from >= end) groups.push([]);
    groups.at(-1)?.push(item);
    end = Math.max(end, item[axis].to);
  }
  return groups;
}

/** Groups side by side, in the order of reading; one group where nothing divides the items. */
function splitColumns<T extends Block>(items: readonly T[]): T[][] {
  const columns: T[][] = [];
  for (const group of splitAlong(items, 'x')) {
    const last = columns.at(-1);
    if (last && !overlap(boundsOf(last).y, boundsOf(group).y)) last.push(...group);
    else columns.push(group);
  }
  return columns;
}

/** Takes bands together that share columns: together they have as many as each has alone, two at least. */
function joinColumns<T extends Block>(bands: readonly T[][]): T[][] {
  const joined: T[][] = [];
  // The blocks that stand for the last joined band: one for each stretch of it between gutters.
  let stretches: Block[] = [];
  for (const band of bands) {
    const own = splitAlong(band, 'x').map(boundsOf);
    const both = [...stretches, ...own];
    const most = Math.max(splitColumns(stretches).length, splitColumns(own).length);
    const open = joined.at(-1);
    if (open && most > 1 && splitColumns(both).length >= most) {
      open.push(...band);
      stretches = splitAlong(both, 'x').map(boundsOf);
    } else {
      joined.push([...band]);
      stretches = own;
    }
  }
  return joined;
}

/** Rows of items whose middles lie beside the row's first item; for what overlaps too much to be cut. */
function rowByRow<T extends Block>(items: readonly T[]): T[] {
  const middle = ({ y }: Block): number => y.from + y.to;
  const rows: T[][] = [];
  for (const item of [...items].sort((a, b) => middle(a) - middle(b))) {
    const first = rows.at(-1)?.[0];
    if (first && middle(item) < 2 * first.y.to) rows.at(-1)?.push(item);
    else rows.push([item]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x.from - b.x.from));
}

function boundsOf(items: readonly Block[]): Block {
  const reach = (axis: 'x' | 'y'): Extent => {
    let [from, to] = [Infinity, -Infinity];
    for (const item of items) {
      from = Math.min(from, item[axis].from);
      to = Math.max(to, item[axis].to);
    }
    return { from, to };
  };
  return { x: reach('x'), y: reach('y') };
}

function overlap(a: Extent, b: Extent): boolean {
  return a.from < b.to && b.from < a.to;
}
