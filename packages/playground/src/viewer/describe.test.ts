import { expect, it } from 'vitest';
import { cornersOf, countOf, describeRegion, sizeOf } from './describe.ts';

const region = { left: 10, top: 20.123, right: 30, bottom: 40.125 };

it('says a region in words', () => {
  expect(describeRegion(region, 2, 27)).toBe(
    'Region 3 of 27, left 10, top 20.12, right 30, bottom 40.13, 20 by 20 pixels',
  );
});

it('writes its size and its corners, which are exact', () => {
  expect(sizeOf(region)).toBe('20 × 20');
  expect(JSON.parse(cornersOf(region))).toEqual([10, 20.123, 30, 40.125]);
});

it('counts', () => {
  expect([countOf([]), countOf([region]), countOf([region, region])]).toEqual([
    '0 regions',
    '1 region',
    '2 regions',
  ]);
});
