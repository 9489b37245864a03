import { expect, test } from 'vitest';
import { reportOf } from './report.ts';
import { formatCase } from './table.ts';

test('a table shows medians, spreads, ratios, the goal and what failed', () => {
  const goal = { of: 'ours', atMost: 0.5, as: 'ratio' } as const;
  const measures = reportOf(
    [{ name: 'time', unit: 'ms', reference: 'fetch', goals: [goal] }],
    [
      { peer: 'fetch', values: { time: [1000, 1200, 1100] }, failure: null },
      { peer: 'ours', values: { time: [400, 420, 55.5] }, failure: null },
      { peer: 'other', values: { time: [] }, failure: 'string too long\nat somewhere' },
    ],
  );
  const text = formatCase({ case: 'upload-file', title: 'a file', conditions: { size: '100 MB' }, measures });
  expect(text.split('\n')).toEqual([
    'upload-file: a file (size 100 MB)',
    '',
    '  time     ms    min–max  to fetch     min–max  goal',
    '  fetch  1100  1000–1200      1.00   1.00–1.00',
    '  ours    400   55.5–420      0.35  0.050–0.40  ratio <= 0.5',
    '  other     –          –         –           –    FAILED: string too long',
  ]);
});

test('a goal may be a least as well as a most', () => {
  const goal = { of: 'ours', atLeast: 5000, as: 'value' } as const;
  const measures = reportOf(
    [{ name: 'calls', unit: '/s', reference: null, goals: [goal] }],
    [{ peer: 'ours', values: { calls: [6000] }, failure: null }],
  );
  const text = formatCase({ case: 'x', title: 'y', conditions: {}, measures });
  expect(text.split('\n').at(-1)).toBe('  ours   6000  6000–6000  >= 5000 /s');
});

test('a measure without a reference shows no ratios', () => {
  const measures = reportOf(
    [{ name: 'peak', unit: 'MB', reference: null }],
    [{ peer: 'ours', values: { peak: [71.24] }, failure: null }],
  );
  const text = formatCase({ case: 'x', title: 'y', conditions: {}, measures });
  expect(text.split('\n').slice(2)).toEqual(['  peak    MB    min–max  goal', '  ours  71.2  71.2–71.2']);
});
