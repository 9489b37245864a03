import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColourRaster } from '../image/raster.ts';
import type { ProbabilityMap } from './components.ts';
import { findTextInStrips } from './strips.ts';

/** An image whose red channel counts its rows, modulo 251. */
function counted(width: number, height: number): ColourRaster {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) data[3 * i] = Math.floor(i / width) % 251;
  return { width, height, data };
}

/** Gives each pixel its red, in rows that are padded as the detector's are; edges of the image come out as -1. */
async function reds({ width, height, data }: ColourRaster): Promise<ProbabilityMap> {
  const stride = width + 3;
  const map = new Float32Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      map[y * stride + x] = y === 0 || y === height - 1 ? -1 : (data[3 * (y * width + x)] as number);
    }
  }
  return { width, height, stride, data: map };
}

describe('findTextInStrips', () => {
  it('gives the same map as one look, without the edges between strips', async () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 900 }));
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 12_000 }), async ([width, height], most) => {
        const image = counted(width, height);
        const map = await findTextInStrips(image, reds, most);
        const whole = await reds(image);
        expect([map.width, map.height]).toEqual([width, height]);
        for (let y = 0; y < height; y++) {
          expect(map.data[y * map.stride + width - 1]).toBe(whole.data[y * whole.stride + width - 1]);
        }
      }),
    );
  });

  it('gives the detector no more than it may have', async () => {
    const sizes: number[] = [];
    await findTextInStrips(
      counted(20, 1000),
      (image) => {
        sizes.push(image.width * image.height);
        return reds(image);
      },
      5000,
    );
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5000);
  });
});
