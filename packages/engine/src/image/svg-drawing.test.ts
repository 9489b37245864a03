import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawSvg } from './svg-drawing.ts';

const svg = (content: string): Uint8Array =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">${content}</svg>`);

/** Lines that all cross each other: they take minutes. */
const tangle = Array.from({ length: 20_000 }, (_, i) => `L${(i * 7919) % 800} ${(i * 104_729) % 600}`).join(
  '',
);

describe('drawSvg', () => {
  it('gives a picture at the scale asked for', async () => {
    const picture = await drawSvg(svg('<rect width="400" height="600"/>'), 0.1);
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 80, height: 60 });
  });

  it('ends a drawing that would take for ever', async () => {
    const controller = new AbortController();
    const drawing = drawSvg(svg(`<path d="M0 0${tangle}"/>`), 1, controller.signal);
    controller.abort();
    await expect(drawing).rejects.toThrow('a signal');
  });

  it('draws nothing once it is given up', async () => {
    await expect(drawSvg(svg(''), 1, AbortSignal.abort())).rejects.toThrow('a signal');
  });

  it('fails on what is no drawing', async () => {
    await expect(drawSvg(svg('<rect'), 1)).rejects.toThrow('ended with 1');
  });
});
