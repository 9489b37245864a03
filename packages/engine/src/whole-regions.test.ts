import { expect, it } from 'vitest';
import { wholeRegions } from './whole-regions.ts';

it('rounds outwards, cuts to the image, and leaves out what lies outside', () => {
  const found = [
    { left: 1.2, top: 2.9, right: 10.1, bottom: 11 },
    { left: -5, top: 90, right: 50, bottom: 120 },
    { left: 200, top: 10, right: 220, bottom: 20 },
  ];
  expect(wholeRegions(found, { width: 100, height: 100 })).toEqual([
    { left: 1, top: 2, right: 11, bottom: 11 },
    { left: 0, top: 90, right: 50, bottom: 100 },
  ]);
});
