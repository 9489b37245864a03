import type { ColourRaster } from './raster.ts';

/** Every so many pixels of the border are looked at: a thousand samples tell the paper's colour. */
const STRIDE = 4;

/**
 * The colour of a page's paper: for red, green and blue the median over the outermost pixels.
 *
 * @returns red, green and blue, 0 to 255
 */
export function paperColour({ width, height, data }: ColourRaster): [number, number, number] {
  const samples: [number[], number[], number[]] = [[], [], []];
  const sample = (x: number, y: number): void => {
    const p = 3 * (y * width + x);
    for (const channel of [0, 1, 2] as const) samples[channel].push(data[p + channel] as number);
  };
  for (let x = 0; x < width; x += STRIDE) {
    sample(x, 0);
    sample(x, height - 1);
  }
  for (let y = 0; y < height; y += STRIDE) {
    sample(0, y);
    sample(width - 1, y);
  }
  return [median(samples[0]), median(samples[1]), median(samples[2])];
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 255;
}
