import { alignColumns } from '../table.ts';
import { levels } from './pages.ts';
import type { Summary } from './summary.ts';

/** Writes how well peers did as lines for a terminal, one table a level. */
export function formatAccuracy(summaries: readonly Summary[]): string {
  const tables = levels.flatMap((level) => {
    const rows = summaries.filter((summary) => summary.level === level);
    if (rows.length === 0) return [];
    const angles = [...new Set(rows.flatMap(({ turned }) => turned.map(({ degrees }) => degrees)))];
    const cells = [
      [level, '', 'pages', 'P', 'R', 'F1', 'area F1', 'inner F1', 'area F1', ...angles.map((a) => `${a}°`)],
      ...rows.map((row) => [
        row.kind ?? 'all',
        row.peer,
        String(row.pages),
        digits(row.boxes.precision),
        digits(row.boxes.recall),
        digits(row.boxes.f1),
        digits(row.area.f1),
        digits(row.inner.boxes.f1),
        digits(row.inner.area.f1),
        ...angles.map((angle) => digits(row.turned.find(({ degrees }) => degrees === angle)?.toUpright)),
        ...notes(row),
      ]),
    ];
    return [alignColumns(cells).join('\n')];
  });
  return [
    'accuracy: boxes at IoU 0.5, one to one; inner: without running heads and feet that the truth lacks',
    ...tables,
  ].join('\n\n');
}

function notes({ failures, meanOfKinds }: Summary): string[] {
  const told = [
    meanOfKinds === null ? '' : `mean of kinds ${digits(meanOfKinds)}`,
    failures === 0 ? '' : `FAILED on ${failures}`,
  ].filter((note) => note !== '');
  return told.length === 0 ? [] : [told.join(', ')];
}

function digits(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3);
}
