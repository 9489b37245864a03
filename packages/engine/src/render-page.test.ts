import { getEventListeners } from 'node:events';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { renderPage } from './render-page.ts';
import { pdfFile } from './testing/pdf-file.ts';

/** White, with a red rectangle of a tenth of its width and height in the top left corner. */
function cornered(width: number, height: number): ReturnType<typeof sharp> {
  const corner = { width: Math.round(width / 10), height: Math.round(height / 10), channels: 3 } as const;
  return sharp({ create: { width, height, channels: 3, background: 'white' } }).composite([
    { input: { create: { ...corner, background: 'red' } }, left: 0, top: 0 },
  ]);
}

/** The size of a picture, and its colours near the corners, clockwise from the top left. */
async function look(png: Uint8Array): Promise<{ size: number[]; corners: string[] }> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const colour = (x: number, y: number): string => {
    const [red = 0, green = 0, blue = 0] = data.subarray(channels * (y * width + x));
    return red > 200 && green < 60 && blue < 60
      ? 'red'
      : Math.min(red, green, blue) > 240
        ? 'white'
        : 'other';
  };
  const corners = [colour(1, 1), colour(width - 2, 1), colour(width - 2, height - 2), colour(1, height - 2)];
  return { size: [width, height], corners };
}

const topLeft = ['red', 'white', 'white', 'white'];

describe('renderPage', () => {
  it('draws the first page of a TIFF, scaled down to the side that is asked for', async () => {
    const tiff = await cornered(600, 300).tiff({ compression: 'lzw' }).toBuffer();
    const { png, width, height } = await renderPage(tiff, { longSide: 100 });
    expect([width, height]).toEqual([600, 300]);
    expect(await look(png)).toEqual({ size: [100, 50], corners: topLeft });
  });

  it('draws nothing larger than it is', async () => {
    const { png } = await renderPage(await cornered(60, 30).tiff().toBuffer());
    expect((await look(png)).size).toEqual([60, 30]);
  });

  it('draws the page of a PDF that is named, as a scan of it would be, and tells its size in points', async () => {
    const entries = '/MediaBox [0 0 72 144]';
    const pdf = pdfFile([
      { content: '', entries },
      { content: '1 0 0 rg 0 130 10 14 re f', entries },
    ]);
    const { png, width, height } = await renderPage(pdf, { page: 2 });
    expect([width, height]).toEqual([72, 144]);
    expect(await look(png)).toEqual({ size: [200, 400], corners: topLeft });
  });

  it.each([2, 3, 4, 5, 6, 7, 8])(
    'leaves an image as it was sent, where EXIF would turn it by %i',
    async (orientation) => {
      const turned = await cornered(300, 200).withMetadata({ orientation }).tiff().toBuffer();
      const { png, width, height } = await renderPage(turned, { longSide: 150 });
      expect([width, height]).toEqual([300, 200]);
      expect(await look(png)).toEqual({ size: [150, 100], corners: topLeft });
    },
  );

  it.each([
    ['no-such-page', { page: 2 }],
    ['too-large', { maxPixels: 100 }],
    // It takes longer to start a thread.
    ['timeout', { timeout: 1 }],
    ['invalid-options', { longSide: 0 }],
    ['invalid-options', { page: 0 }],
  ])('refuses with %s for %j', async (code, options) => {
    await expect(renderPage(await cornered(60, 30).tiff().toBuffer(), options)).rejects.toMatchObject({
      code,
    });
  });

  it('refuses what is no image', async () => {
    await expect(renderPage(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: 'invalid-image' });
    await expect(renderPage(Buffer.from('%PDF-1.7'))).rejects.toMatchObject({ code: 'invalid-image' });
  });

  it('is ended by its signal, and leaves nothing on it', async () => {
    const tiff = await cornered(60, 30).tiff().toBuffer();
    const controller = new AbortController();
    const { signal } = controller;
    await renderPage(tiff, { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    const reason = new Error('no longer wanted');
    const drawing = renderPage(tiff, { signal });
    controller.abort(reason);
    await expect(drawing).rejects.toMatchObject({ code: 'aborted', cause: reason });
    await expect(renderPage(tiff, { signal })).rejects.toMatchObject({ code: 'aborted' });
  });

  it('leaves the bytes that it was given as they were', async () => {
    const tiff = await cornered(60, 30).tiff().toBuffer();
    const before = Buffer.from(tiff);
    await renderPage(tiff);
    expect(tiff).toEqual(before);
  });
});
