import { expect, it } from 'vitest';
import { row } from '../testing/rows.ts';
import { bandsOf } from './bands.ts';

it('takes rows beside each other together, though they are not quite level', () => {
  const [a, b, c] = [row(0, 50, 10), row(100, 150, 13), row(0, 50, 25)];
  expect(bandsOf([c, b, a])).toEqual([[a, b], [c]]);
  expect(bandsOf([])).toEqual([]);
});
