import type { Region, Size } from '@detect-regions/regions';

/** Finds regions by where they are, without looking at all of them. */
export interface RegionGrid {
  /**
   * The smallest region that holds a point, by its place among the regions; of equals the last, which is drawn on
   * top. `undefined` when there is none. In pixels of the picture; `reach` is how far outside a region a point may be.
   */
  at(x: number, y: number, reach?: number): number | undefined;
  /** The places of all regions that touch a part of the picture, from the first to the last. */
  touching(part: Region): Uint32Array;
}

/** Entries of all cells together, for each region: where regions are large, cells are made larger to keep to it. */
const entriesPerRegion = 8;

interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** Where in `places` the entries of a cell begin; one more than there are cells. */
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
}

function cellOf(position: number, length: number, count: number): number {
  return Math.min(Math.max(Math.floor((position / length) * count), 0), count - 1);
}

function forEachCell(
  region: Region,
  { width, height }: Size,
  columns: number,
  rows: number,
  visit: (cell: number) => void,
): void {
  const lastColumn = cellOf(region.right, width, columns);
  const lastRow = cellOf(region.bottom, height, rows);
  for (let row = cellOf(region.top, height, rows); row <= lastRow; row++) {
    for (let column = cellOf(region.left, width, columns); column <= lastColumn; column++) {
      visit(row * columns + column);
    }
  }
}

function countEntries(regions: readonly Region[], page: Size, columns: number, rows: number): number {
  let entries = 0;
  for (const { left, top, right, bottom } of regions) {
    const across = cellOf(right, page.width, columns) - cellOf(left, page.width, columns) + 1;
    const down = cellOf(bottom, page.height, rows) - cellOf(top, page.height, rows) + 1;
    entries += Math.max(across, 0) * Math.max(down, 0);
  }
  return entries;
}

function fillCells(regions: readonly Region[], page: Size): Cells {
  let columns = Math.max(1, Math.ceil(Math.sqrt(regions.length)));
  let rows = columns;
  while (columns > 1 && countEntries(regions, page, columns, rows) > regions.length * entriesPerRegion) {
    columns = Math.ceil(columns / 2);
    rows = columns;
  }
  const starts = new Uint32Array(columns * rows + 1);
  for (const region of regions) {
    forEachCell(region, page, columns, rows, (cell) => {
      starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
    });
  }
  for (let cell = 0; cell < columns * rows; cell++) {
    starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0);
  }
  const places = new Uint32Array(starts[columns * rows] ?? 0);
  const next = starts.slice();
  regions.forEach((region, place) => {
    forEachCell(region, page, columns, rows, (cell) => {
      const entry = next[cell] ?? 0;
      places[entry] = place;
      next[cell] = entry + 1;
    });
  });
  return { columns, rows, starts, places };
}

function touches(a: Region, b: Region): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

/** Sorts regions into the cells of a grid over the page. Regions beyond the page are in the cells at its edge. */
export function createRegionGrid(regions: readonly Region[], page: Size): RegionGrid {
  const { columns, rows, starts, places } = fillCells(regions, page);
  // A region in several cells is met several times; where it was met last is written down here.
  const met = new Uint32Array(regions.length);
  let visit = 0;

  function forEachTouching(part: Region, found: (region: Region, place: number) => void): void {
    visit += 1;
    forEachCell(part, page, columns, rows, (cell) => {
      for (let entry = starts[cell] ?? 0; entry < (starts[cell + 1] ?? 0); entry++) {
        const place = places[entry] ?? 0;
        if (met[place] === visit) continue;
        met[place] = visit;
        const region = regions[place];
        if (region !== undefined && touches(region, part)) found(region, place);
      }
    });
  }

  return {
    at(x, y, reach = 0) {
      let smallest: number | undefined;
      let smallestArea = Number.POSITIVE_INFINITY;
      const around = { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
      forEachTouching(around, ({ left, top, right, bottom }, place) => {
        const area = (right - left) * (bottom - top);
        if (area > smallestArea || (area === smallestArea && place < (smallest ?? 0))) return;
        smallest = place;
        smallestArea = area;
      });
      return smallest;
    },
    touching(part) {
      const found: number[] = [];
      forEachTouching(part, (_region, place) => found.push(place));
      return Uint32Array.from(found).sort();
    },
  };
}
