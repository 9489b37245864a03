import fc from 'fast-check';
import { expect, it } from 'vitest';
import { integralOf } from './integral.ts';

it('sums any rectangle as adding its pixels would', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.uint8Array({ minLength: 12, maxLength: 120 }),
      fc.array(fc.nat(12), { minLength: 4, maxLength: 4 }),
      (width, pixels, edges) => {
        const height = Math.floor(pixels.length / width);
        const image = { width, height, data: pixels.slice(0, width * height) };
        const [left, right] = [edges[0] as number, edges[1] as number]
          .map((x) => Math.min(x, width))
          .sort((a, b) => a - b);
        const [top, bottom] = [edges[2] as number, edges[3] as number]
          .map((y) => Math.min(y, height))
          .sort((a, b) => a - b);
        let expected = 0;
        for (let y = top as number; y < (bottom as number); y++) {
          for (let x = left as number; x < (right as number); x++)
            expected += (image.data[y * width + x] as number) ** 2;
        }
        const integral = integralOf(image, (grey) => grey * grey);
        expect(integral.sum(left as number, top as number, right as number, bottom as number)).toBe(expected);
      },
    ),
  );
});

it('sums right where the sum over the whole image is beyond 2^32', () => {
  const image = { width: 400, height: 400, data: new Uint8Array(400 * 400).fill(255) };
  const integral = integralOf(image, (grey) => grey * grey);
  expect(400 * 400 * 255 ** 2).toBeGreaterThan(2 ** 32);
  expect(integral.sum(390, 390, 400, 400)).toBe(100 * 255 ** 2);
  expect(integral.sum(0, 144, 256, 400)).toBe(256 * 256 * 255 ** 2);
});
