import type { CaseReport, MeasureReport, Row } from './report.ts';
import type { Spread } from './statistics.ts';

/** Writes what a case found as lines for a terminal, one table a measure. */
export function formatCase(report: CaseReport): string {
  const conditions = Object.entries(report.conditions).map(([name, value]) => `${name} ${value}`);
  const head = `${report.case}: ${report.title}${conditions.length > 0 ? ` (${conditions.join(', ')})` : ''}`;
  return [head, ...report.measures.map(formatMeasure)].join('\n\n');
}

function formatMeasure({ name, unit, reference, goals, rows }: MeasureReport): string {
  const wanted = (row: Row): string => {
    const goal = goals?.find(({ of }) => of === row.peer);
    if (goal === undefined) return '';
    const bound = 'atMost' in goal ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
    return goal.as === 'ratio' ? `ratio ${bound}` : `${bound} ${unit}`;
  };
  const cells = [
    [name, unit, 'min–max', ...(reference === null ? [] : [`to ${reference}`, 'min–max']), 'goal', ''],
    ...rows.map((row) => [
      row.peer,
      number(row.value?.median),
      range(row.value),
      ...(reference === null ? [] : [fixed(row.ratio?.median), range(row.ratio, fixed)]),
      wanted(row),
      row.failure === null ? '' : `FAILED: ${firstLine(row.failure)}`,
    ]),
  ];
  return alignColumns(cells.map(dropEmptyEnd)).join('\n');
}

/** Lines of cells, each column as wide as its widest cell: the first to the left, figures to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      // The last cell of a row has nothing after it to be aligned with.
      if (column < row.length - 1 || column < 3) widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    `  ${row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')}`.trimEnd(),
  );
}

function dropEmptyEnd(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

function range(spread: Spread | null, format: (value: number) => string = number): string {
  return spread === null ? '–' : `${format(spread.min)}–${format(spread.max)}`;
}

/** Three digits that count, or all of those before the point. */
function number(value: number | undefined): string {
  if (value === undefined) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function fixed(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(value < 0.1 ? 3 : 2);
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
