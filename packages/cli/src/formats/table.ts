import { height as heightOf, type Region, width as widthOf } from '@detect-regions/regions';
import { printable } from '../terminal/printable.ts';
import { type DetectedPage, type Format, type FormatContext, plainFormat } from './format.ts';

const columns: readonly { title: string; value(region: Region, index: number): number }[] = [
  { title: '#', value: (_region, index) => index + 1 },
  { title: 'left', value: (region) => region.left },
  { title: 'top', value: (region) => region.top },
  { title: 'right', value: (region) => region.right },
  { title: 'bottom', value: (region) => region.bottom },
  { title: 'width', value: widthOf },
  { title: 'height', value: heightOf },
];

/** A heading with the image, its size and the number of regions, then a line a region in reading order, in pixels. */
export const table: Format = plainFormat({
  extension: 'txt',
  holdsMany: true,
  between: '\n',
  page(page: DetectedPage, { paint }: FormatContext): string {
    const heading = `${paint('bold', printable(page.input))}  ${paint('dim', describe(page))}\n`;
    if (page.regions.length === 0) return heading;
    const rows = page.regions.map((region, index) =>
      columns.map(({ value }) => String(Math.round(value(region, index) * 100) / 100)),
    );
    const widths = columns.map(({ title }, column) =>
      Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
    );
    const line = (cells: readonly string[]): string =>
      cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ');
    const titles = paint('dim', line(columns.map(({ title }) => title)));
    return `${heading}${[titles, ...rows.map(line)].map((text) => `  ${text}\n`).join('')}`;
  },
});

/** The size and the number of regions: `1240 × 1754 px, 12 regions`. */
export function describe({ width, height, regions }: Omit<DetectedPage, 'input'>): string {
  const size = width === null || height === null ? 'size unknown' : `${width} × ${height} px`;
  return `${size}, ${regions.length} region${regions.length === 1 ? '' : 's'}`;
}
