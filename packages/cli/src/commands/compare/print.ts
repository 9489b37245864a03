import type { Comparison, Region } from '@detect-regions/regions';
import type { Paint } from '../../terminal/paint.ts';
import { printable } from '../../terminal/printable.ts';
import type { ComparedPage, TotalScores } from './compare-pages.ts';
import { figure } from './figure.ts';

/** What a row of the table tells. */
type Row = Pick<Comparison, 'regions' | 'area'>;

const columns: readonly { readonly title: string; value(row: Row): string }[] = [
  { title: 'F1', value: ({ regions }) => figure(regions.f1) },
  { title: 'precision', value: ({ regions }) => figure(regions.precision) },
  { title: 'recall', value: ({ regions }) => figure(regions.recall) },
  { title: 'area F1', value: ({ area }) => figure(area.f1) },
  { title: 'matched', value: ({ regions }) => String(regions.matched) },
  { title: 'missed', value: ({ regions }) => String(regions.wanted - regions.matched) },
  { title: 'extra', value: ({ regions }) => String(regions.found - regions.matched) },
];

/** Longer names lose their beginning. In characters. */
const LONGEST_NAME = 48;

/** A line a page, and one for all where there are several. */
export function compareTable(pages: readonly ComparedPage[], total: TotalScores, paint: Paint): string {
  const rows = pages.map(({ name, comparison }) => [
    shortName(name),
    ...columns.map(({ value }) => value(comparison)),
  ]);
  const titles = ['page', ...columns.map(({ title }) => title)];
  const all = ['all', ...columns.map(({ value }) => value(total))];
  const table = [titles, ...rows, all];
  const widths = titles.map((_title, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [
    paint('dim', line(titles)),
    ...rows.map(line),
    ...(pages.length === 1 ? [] : [paint('bold', line(all))]),
    '',
  ].join('\n');
}

/** Everything, for programs. Areas are in square pixels. */
export function compareJson(pages: readonly ComparedPage[], total: TotalScores, iou: number): string {
  const told = pages.map(({ name, found, truth, comparison }) => {
    const { regions, area, matches, missed, extra, ignored } = comparison;
    const at = (some: readonly Region[], places: readonly number[]): Region[] =>
      places.flatMap((place) => some[place] ?? []);
    return {
      page: name,
      regions,
      area,
      matches: matches.map((match) => ({
        iou: match.iou,
        found: found[match.found],
        truth: truth[match.truth],
      })),
      missed: at(truth, missed),
      extra: at(found, extra),
      ignored: at(found, ignored),
    };
  });
  return `${JSON.stringify({ iou, all: total, pages: told }, undefined, 2)}\n`;
}

function shortName(name: string): string {
  const text = printable(name);
  return text.length > LONGEST_NAME ? `…${text.slice(1 - LONGEST_NAME)}` : text;
}
