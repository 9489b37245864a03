import { expect, it } from 'vitest';
import { heatOver } from './heat.ts';

const page = { width: 4, height: 2, data: new Uint8Array(24).fill(100) };
const pixel = (data: Uint8Array, x: number, y: number): number[] => [
  ...data.subarray(3 * (4 * y + x), 3 * (4 * y + x) + 3),
];

it('leaves the page as it is where nothing is probable, and reddens it where text is', () => {
  // Rows are longer than they count: the detector pads.
  const map = { width: 4, height: 2, stride: 5, data: Float32Array.from([0, 0, 0, 1, 9, 0, 0, 0, 0, 9]) };
  const { data } = heatOver(page, map);
  expect(pixel(data, 0, 0)).toEqual([100, 100, 100]);
  expect(pixel(data, 3, 1)).toEqual([100, 100, 100]);
  const [red, green] = pixel(data, 3, 0);
  expect(red).toBeGreaterThan(150);
  expect(green).toBeLessThan(50);
  expect(page.data.every((value) => value === 100)).toBe(true);
});

it('stretches a coarser map over the page', () => {
  const { data } = heatOver(page, { width: 2, height: 1, stride: 2, data: Float32Array.from([0, 1]) });
  const reddened = [0, 1, 2, 3].map((x) => (pixel(data, x, 1)[0] as number) > 150);
  expect(reddened).toEqual([false, false, true, true]);
});
