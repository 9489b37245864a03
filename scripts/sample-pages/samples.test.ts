import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folder, samples } from './samples.ts';
import type { Box } from './text.ts';
import { type Truth, truthOf, truthToJson } from './truth.ts';

describe.each(samples)('the sample page $name', ({ name, draw, scanner }) => {
  const image = new URL(`${name}.jpg`, folder);
  const truthFile = new URL(`${name}.json`, folder);

  it('has the ground truth that the script computes', async () => {
    expect(await readFile(truthFile, 'utf8')).toBe(truthToJson(truthOf(draw(), scanner.skew)));
  });

  it('has ground truth about the image of that size', async () => {
    const { width, height } = await sharp(await readFile(image)).metadata();
    const truth = await readTruth(truthFile);
    expect([truth.width, truth.height]).toEqual([width, height]);
  });

  it('is small enough to be cloned by everybody', async () => {
    expect((await readFile(image)).length).toBeLessThan(250_000);
  });

  it('has every line inside a block', async () => {
    const { blocks, lines } = await readTruth(truthFile);
    for (const line of lines) expect(blocks.some((block) => holds(block, line))).toBe(true);
    for (const block of blocks) expect(lines.some((line) => holds(block, line))).toBe(true);
  });

  it('has ink at all four edges of every line, so that the boxes are where the text is', async () => {
    const { data, info } = await sharp(await readFile(image))
      .grayscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { lines } = await readTruth(truthFile);
    for (const [x1, y1, x2, y2] of lines) {
      // A letter's box may be larger than its ink by a pixel or two, and blur takes as much.
      const strips: Box[] = [
        [x1, y1, x1 + 4, y2],
        [x2 - 4, y1, x2, y2],
        [x1, y1, x2, y1 + 4],
        [x1, y2 - 4, x2, y2],
      ];
      for (const strip of strips) expect(contrast(data, info.width, strip), `${strip}`).toBeGreaterThan(25);
    }
  });
});

async function readTruth(file: URL): Promise<Truth> {
  return JSON.parse(await readFile(file, 'utf8')) as Truth;
}

function holds(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** The lightest pixel of a box less its darkest. */
function contrast(pixels: Buffer, width: number, [x1, y1, x2, y2]: Box): number {
  let [low, high] = [255, 0];
  for (let y = y1; y < y2; y++) {
    for (let x = x1; x < x2; x++) {
      const value = pixels[y * width + x] ?? 0;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return high - low;
}
