import { expect, test } from 'vitest';
import { type PageResult, scorePage } from './accuracy.ts';
import { formatAccuracy } from './accuracy-table.ts';
import type { Truth } from './pages.ts';
import { summarise } from './summary.ts';

const size = { width: 1000, height: 1000 };
const line = (top: number) => ({ left: 100, top, right: 500, bottom: top + 20 });

/** A page with lines at 200 and 300, on which lines were found at the given heights. */
function result(id: string, kind: string, found: readonly number[], turned = 0): PageResult {
  const truth: Truth = {
    blocks: null,
    lines: [200, 300].map((top) => ({ region: line(top), ignored: false })),
  };
  const reading = { ms: 1, blocks: [], lines: found.map(line) };
  const page = { id, kind, image: `${id}.png`, truth };
  const known = { page, turned, peer: 'wasm', size, truth, reading, failure: null };
  return { ...known, scores: scorePage(reading, truth, size) };
}

const results = [
  result('a', 'form', [200, 300]),
  result('b', 'form', [200, 400]),
  result('c', 'letter', [50, 200, 300]),
  result('a', 'form', [200], 5),
  result('b', 'form', [200], 5),
];

test('pages are summed up by kind and in all, turned ones apart', () => {
  const [form, letter, all, ...more] = summarise(results);
  expect(more).toEqual([]);
  expect(form).toMatchObject({ level: 'lines', kind: 'form', pages: 2, meanOfKinds: null });
  expect(form?.boxes).toEqual({ precision: 0.75, recall: 0.75, f1: 0.75 });
  // Two of two are right, two of four are found.
  expect(form?.turned).toEqual([{ degrees: 5, f1: 2 / 3, toUpright: 2 / 3 / 0.75 }]);
  expect(letter?.boxes.f1).toBeCloseTo(0.8);
  // The line at 50 is a running head.
  expect(letter?.inner.boxes.f1).toBe(1);
  expect(all).toMatchObject({ kind: null, pages: 3 });
  expect(all?.boxes.f1).toBeCloseTo(10 / 13);
  expect(all?.meanOfKinds).toBeCloseTo((0.75 + 0.8) / 2);
});

test('a page on which a peer failed counts as found nothing', () => {
  const failed = { ...result('d', 'form', []), reading: null, failure: 'no memory' };
  const [summary] = summarise([failed]);
  expect(summary).toMatchObject({ failures: 1, boxes: { precision: 0, recall: 0, f1: 0 } });
  expect(formatAccuracy(summarise([failed]))).toContain('FAILED on 1');
});

test('the table has a row for each kind, and a column for each angle', () => {
  const lines = formatAccuracy(summarise(results)).split('\n').slice(2);
  expect(lines.map((text) => text.trim().split(/ {2,}/))).toEqual([
    ['lines', 'pages', 'P', 'R', 'F1', 'area F1', 'inner F1', 'area F1', '5°'],
    ['form', 'wasm', '2', '0.750', '0.750', '0.750', '0.750', '0.750', '0.750', '0.889'],
    ['letter', 'wasm', '1', '0.667', '1.000', '0.800', '0.800', '1.000', '1.000', '–'],
    [
      'all',
      'wasm',
      '3',
      '0.714',
      '0.833',
      '0.769',
      '0.769',
      '0.833',
      '0.833',
      '0.889',
      'mean of kinds 0.775',
    ],
  ]);
});
