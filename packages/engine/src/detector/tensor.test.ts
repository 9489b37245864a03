import { expect, it } from 'vitest';
import { emptyPage } from '../testing/printed-page.ts';
import { toTensor } from './tensor.ts';

it('pads an image to multiples of 32 with the pixels of its edge', () => {
  const page = emptyPage(33, 2, 0);
  page.data.set([255, 0, 0], 0);
  page.data.set([0, 0, 255], 3 * 65);
  const { data, width, height } = toTensor(page);
  expect([width, height, data.length]).toEqual([64, 32, 3 * 64 * 32]);
  const pixel = (x: number, y: number): number[] => [
    ...data.subarray(3 * (y * 64 + x), 3 * (y * 64 + x) + 3),
  ];
  expect(pixel(0, 0)).toEqual([255, 0, 0]);
  expect(pixel(1, 0)).toEqual([0, 0, 0]);
  expect(pixel(63, 0)).toEqual([0, 0, 0]);
  // The last pixel of the last row is blue, and so is all padding right of it and below.
  expect(pixel(32, 1)).toEqual([0, 0, 255]);
  expect(pixel(63, 1)).toEqual([0, 0, 255]);
  expect(pixel(63, 31)).toEqual([0, 0, 255]);
  expect(pixel(31, 31)).toEqual([0, 0, 0]);
});

it('takes an image of fitting sides as it is, without a copy', () => {
  const page = emptyPage(64, 32);
  expect(toTensor(page).data).toBe(page.data);
});
