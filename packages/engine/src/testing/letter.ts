import { iou, type Region } from '@detect-regions/regions';
import { expect } from 'vitest';
import { emptyPage, type PrintedPage, printParagraph } from './printed-page.ts';

/** Size of a {@link letter}, in pixels: small, to be looked at quickly. */
export const WIDTH = 1000;
export const HEIGHT = 400;

/** The box around some lines. */
export const union = (lines: readonly Region[]): Region => ({
  left: Math.min(...lines.map(({ left }) => left)),
  top: Math.min(...lines.map(({ top }) => top)),
  right: Math.max(...lines.map(({ right }) => right)),
  bottom: Math.max(...lines.map(({ bottom }) => bottom)),
});

/** Two paragraphs, one above the other, of four and three lines. */
export function letter(options: { grey?: number; paper?: number } = {}): {
  page: PrintedPage;
  lines: Region[];
  blocks: Region[];
} {
  const page = emptyPage(WIDTH, HEIGHT, options.paper);
  const first = printParagraph(page, 4, 46, 80, 30, options);
  const second = printParagraph(page, 3, 46, 80, 230, options);
  return { page, lines: [...first, ...second], blocks: [union(first), union(second)] };
}

/** Expects the regions to be those, in that order, each well covered. */
export function expectRegions(found: readonly Region[], wanted: readonly Region[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [i, region] of found.entries()) expect(iou(region, wanted[i] as Region)).toBeGreaterThan(0.7);
}

/** Whether the regions are not those: fewer, more, or some of them elsewhere. */
export function differ(found: readonly Region[], wanted: readonly Region[]): boolean {
  return found.length !== wanted.length || found.some((region, i) => iou(region, wanted[i] as Region) < 0.7);
}
