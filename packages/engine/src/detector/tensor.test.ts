import { expect, it } from 'vitest';
import { emptyPage } from '../testing/printed-page.ts';
import { toTensor } from './tensor.ts';

it('puts blue, green and red into planes, normalised, and pads to multiples of 32 with the edge', () => {
  const page = emptyPage(33, 2, 0);
  page.data.set([255, 0, 0], 0);
  page.data.set([0, 0, 255], 3 * 65);
  const { data, width, height } = toTensor(page);
  expect([width, height, data.length]).toEqual([64, 32, 3 * 64 * 32]);
  const plane = 64 * 32;
  const black = [-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225];
  expect(data[0]).toBeCloseTo(black[0] as number, 5);
  expect(data[plane]).toBeCloseTo(black[1] as number, 5);
  expect(data[2 * plane]).toBeCloseTo((1 - 0.406) / 0.225, 5);
  // The last pixel of the last row is blue, and so is all padding right of it and below.
  const blue = (1 - 0.485) / 0.229;
  expect(data[64 + 32]).toBeCloseTo(blue, 5);
  expect(data[64 + 63]).toBeCloseTo(blue, 5);
  expect(data[31 * 64 + 63]).toBeCloseTo(blue, 5);
});
