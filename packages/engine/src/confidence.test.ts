import { dsrConfidences } from '@detect-regions/spec';
import { expect, it } from 'vitest';
import { boxThreshold } from './confidence.ts';

it('asks for more from All to Ultra, and takes Default for Mid', () => {
  const order = ['All', 'Low', 'LowMid', 'Mid', 'MidHigh', 'High', 'Ultra'] as const;
  const thresholds = order.map(boxThreshold);
  expect(thresholds).toEqual(thresholds.toSorted((a, b) => a - b));
  expect(new Set(thresholds).size).toBe(order.length);
  expect(boxThreshold('Default')).toBe(boxThreshold('Mid'));
  expect(dsrConfidences.toSorted()).toEqual([...order, 'Default'].toSorted());
});
