import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EngineError } from '../errors.ts';
import { bmpFile, plainBmp } from '../testing/bmp-file.ts';
import { pdfFile } from '../testing/pdf-file.ts';
import { claimPngSize } from '../testing/png-file.ts';
import { decodePage } from './decode.ts';
import { mapPoint } from './frame.ts';

const options = { maxPixels: 1e6, page: 1, scale: () => 1 };

/** A picture of 40 x 20 pixels, red but for a blue quarter at the top left. */
function picture(): Sharp {
  const data = new Uint8Array(3 * 40 * 20);
  for (let y = 0; y < 20; y++) {
    for (let x = 0; x < 40; x++) data.set(x < 20 && y < 10 ? [0, 0, 255] : [255, 0, 0], 3 * (y * 40 + x));
  }
  return sharp(data, { raw: { width: 40, height: 20, channels: 3 } });
}

function pixel(image: { width: number; data: Uint8Array }, x: number, y: number): number[] {
  return [...image.data.subarray(3 * (y * image.width + x), 3 * (y * image.width + x) + 3)];
}

/** Which channel of a colour is the strongest: CMYK and JPEG don't keep colours exactly. */
function tint(colour: readonly number[]): string | undefined {
  return ['red', 'green', 'blue'][colour.indexOf(Math.max(...colour))];
}

describe('decodePage', () => {
  it.each([
    ['PNG', () => picture().png()],
    ['PNG with a palette', () => picture().png({ palette: true })],
    ['PNG of 16 bits', () => picture().toColourspace('rgb16').png()],
    ['PNG with alpha', () => picture().ensureAlpha().png()],
    ['interlaced PNG', () => picture().png({ progressive: true })],
    ['JPEG', () => picture().jpeg({ quality: 95, chromaSubsampling: '4:4:4' })],
    [
      'progressive JPEG',
      () => picture().jpeg({ progressive: true, quality: 95, chromaSubsampling: '4:4:4' }),
    ],
    ['JPEG in CMYK', () => picture().toColourspace('cmyk').jpeg({ quality: 95 })],
    ['WebP', () => picture().webp({ lossless: true })],
    ['GIF', () => picture().gif()],
    ['TIFF with LZW', () => picture().tiff({ compression: 'lzw' })],
    ['TIFF with LZW and a predictor', () => picture().tiff({ compression: 'lzw', predictor: 'horizontal' })],
    ['TIFF with Deflate', () => picture().tiff({ compression: 'deflate' })],
    ['TIFF with PackBits', () => picture().tiff({ compression: 'packbits' })],
    ['TIFF with JPEG', () => picture().tiff({ compression: 'jpeg', quality: 95 })],
    ['TIFF without compression', () => picture().tiff({ compression: 'none' })],
    ['TIFF in CMYK', () => picture().toColourspace('cmyk').tiff({ compression: 'lzw' })],
    [
      'TIFF in CMYK with JPEG',
      () => picture().toColourspace('cmyk').tiff({ compression: 'jpeg', quality: 95 }),
    ],
    ['TIFF in tiles', () => picture().tiff({ tile: true, tileWidth: 16, tileHeight: 16 })],
    ['TIFF of 16 bits', () => picture().toColourspace('rgb16').tiff({ compression: 'lzw' })],
    ['TIFF with alpha', () => picture().ensureAlpha().tiff({ compression: 'lzw' })],
  ])('reads %s', async (_, make) => {
    const page = await decodePage(await make().toBuffer(), options);
    expect([page.width, page.height]).toEqual([40, 20]);
    expect(tint(pixel(page.image, 5, 5))).toBe('blue');
    expect(tint(pixel(page.image, 30, 15))).toBe('red');
  });

  it('reads a Windows bitmap', async () => {
    const page = await decodePage(plainBmp(7, 5, [200, 100, 50]), options);
    expect([page.width, page.height, page.image.data.length]).toEqual([7, 5, 105]);
    expect(pixel(page.image, 3, 2)).toEqual([200, 100, 50]);
  });

  it.each(['ccittfax4', 'packbits', 'none'] as const)('reads a TIFF of 1 bit (%s)', async (compression) => {
    const grey = await picture().extractChannel('red').png().toBuffer();
    const file = await sharp(grey).toColourspace('b-w').tiff({ compression, bitdepth: 1 }).toBuffer();
    expect((await sharp(file).metadata()).bitsPerSample).toBe(1);
    const { image } = await decodePage(file, options);
    expect(pixel(image, 5, 5)).toEqual([0, 0, 0]);
    expect(pixel(image, 30, 15)).toEqual([255, 255, 255]);
  });

  it.each([
    ['PNG', () => picture().greyscale().png()],
    ['PNG of 16 bits', () => picture().toColourspace('grey16').png()],
    ['PNG with alpha', () => picture().greyscale().ensureAlpha().png()],
    ['JPEG', () => picture().greyscale().jpeg({ quality: 95 })],
    ['progressive JPEG', () => picture().greyscale().jpeg({ progressive: true })],
  ])('makes three channels of a grey %s', async (_, make) => {
    const { image } = await decodePage(await make().toBuffer(), options);
    expect(image.data.length).toBe(3 * image.width * image.height);
    const [red, green, blue] = pixel(image, 5, 5);
    expect([red, green]).toEqual([green, blue]);
    expect(red).toBeLessThan(pixel(image, 30, 15)[0] as number);
  });

  it('reads the frame or page that is asked for', async () => {
    const pages = await Promise.all([picture().png().toBuffer(), picture().flip().png().toBuffer()]);
    const joined = (): Sharp => sharp(pages, { join: { animated: true } });
    const files = [joined().tiff({ compression: 'lzw' }), joined().gif(), joined().webp({ lossless: true })];
    for (const file of await Promise.all(files.map((image) => image.toBuffer()))) {
      expect(tint(pixel((await decodePage(file, options)).image, 5, 5))).toBe('blue');
      const second = await decodePage(file, { ...options, page: 2 });
      expect([second.width, second.height]).toEqual([40, 20]);
      expect(tint(pixel(second.image, 5, 5))).toBe('red');
      expect(tint(pixel(second.image, 5, 15))).toBe('blue');
      await expect(decodePage(file, { ...options, page: 3 })).rejects.toMatchObject({ code: 'no-such-page' });
    }
  });

  it('refuses decompression bombs by their header', async () => {
    const huge = { ...options, maxPixels: 1e9 };
    const bomb = claimPngSize(await picture().png().toBuffer(), 12_000, 12_000);
    await expect(decodePage(bomb, huge)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('412 MiB'),
    });
    const runs = bmpFile(15_000, 15_000, Uint8Array.of(0, 1), {
      bits: 8,
      compression: 1,
      palette: [[0, 0, 0]],
    });
    await expect(decodePage(runs, huge)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('draws an SVG at its own size', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10" fill="#00f"/></svg>';
    const page = await decodePage(new TextEncoder().encode(svg), options);
    expect([page.width, page.height]).toEqual([30, 10]);
    expect(pixel(page.image, 15, 5)).toEqual([0, 0, 255]);
  });

  it('draws an SVG at the scale that is wanted, without loading files and without filters', async () => {
    const file = join(tmpdir(), `detect-regions-${process.pid}.png`);
    await writeFile(file, await picture().png().toBuffer());
    onTestFinished(() => rm(file));
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><script>while (true) {}</script>
      <image href="file://${file}" width="30" height="10"/><rect width="15" height="10" fill="#00f" filter="url(#f)"/>
      <filter id="f"><feGaussianBlur stdDeviation="3"/></filter></svg>`;
    const { image } = await decodePage(new TextEncoder().encode(svg), { ...options, scale: () => 20 });
    expect([image.width, image.height]).toEqual([600, 200]);
    expect(pixel(image, 298, 100)).toEqual([0, 0, 255]);
    expect(pixel(image, 302, 100)).toEqual([255, 255, 255]);
  });

  it('lays transparent pixels on white', async () => {
    const clear = await sharp({ create: { width: 4, height: 4, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    expect(pixel((await decodePage(clear, options)).image, 2, 2)).toEqual([255, 255, 255]);
  });

  it('makes three channels of grey', async () => {
    const grey = await picture().greyscale().png().toBuffer();
    const { image } = await decodePage(grey, options);
    expect(image.data.length).toBe(3 * image.width * image.height);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'maps stored pixels to upright ones under EXIF orientation %i',
    async (orientation) => {
      const file = await picture().withMetadata({ orientation }).png().toBuffer();
      const page = await decodePage(file, { ...options, scale: () => 2 });
      expect([page.width, page.height]).toEqual([40, 20]);
      const shown = mapPoint(page.map, { x: 5, y: 5 });
      expect(tint(pixel(page.image, Math.floor(shown.x), Math.floor(shown.y)))).toBe('blue');
      const other = mapPoint(page.map, { x: 35, y: 5 });
      expect(tint(pixel(page.image, Math.floor(other.x), Math.floor(other.y)))).toBe('red');
    },
  );

  it('refuses more pixels than allowed by the header alone, without decoding them', async () => {
    const huge = bmpFile(100_000, 100_000, new Uint8Array(4), { bits: 24 });
    await expect(decodePage(huge, options)).rejects.toMatchObject({ code: 'too-large', field: 'image' });
    const png = claimPngSize(await picture().png().toBuffer(), 60_000, 60_000);
    await expect(decodePage(png, options)).rejects.toMatchObject({ code: 'too-large' });
    const exact = await picture().png().toBuffer();
    await expect(decodePage(exact, { ...options, maxPixels: 799 })).rejects.toMatchObject({
      code: 'too-large',
      message: 'The image has 40 x 20 pixels; the limit is 799. Scale it down, or raise maxPixels.',
    });
  });

  it('draws a PDF', async () => {
    const pdf = pdfFile([{ content: '0 0 1 rg 0 0 20 30 re f', entries: '/MediaBox [0 0 20 30]' }]);
    const page = await decodePage(pdf, options);
    expect([page.width, page.height]).toEqual([20, 30]);
    expect(pixel(page.image, 5, 5)).toEqual([0, 0, 255]);
  });

  it.each([
    ['no bytes', new Uint8Array()],
    ['text', new TextEncoder().encode('not an image')],
    ['a signature and nothing else', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
    ['a bitmap without pixels', plainBmp(20, 20, [1, 2, 3]).subarray(0, 60)],
    [
      'an SVG that ends too early',
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9"'),
    ],
  ])('calls %s an invalid image', async (_, bytes) => {
    await expect(decodePage(bytes, options)).rejects.toMatchObject({ code: 'invalid-image', field: 'image' });
  });

  it('calls a file that was cut short invalid, wherever the cut is', async () => {
    const files = await Promise.all([
      picture().png().toBuffer(),
      picture().jpeg().toBuffer(),
      picture().jpeg({ progressive: true }).toBuffer(),
      picture().webp().toBuffer(),
      picture().gif().toBuffer(),
      picture().tiff().toBuffer(),
      Promise.resolve(Buffer.from(plainBmp(20, 10, [9, 9, 9]))),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        async (file, share) => {
          const cut = file.subarray(0, Math.floor(share * file.length));
          await expect(decodePage(cut, options)).rejects.toMatchObject({ code: 'invalid-image' });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('answers damaged files with a page or an error of its own, nothing else', async () => {
    const files = await Promise.all([
      picture().png().toBuffer(),
      picture().jpeg().toBuffer(),
      picture().gif().toBuffer(),
      picture().webp().toBuffer(),
      picture().tiff().toBuffer(),
      Promise.resolve(Buffer.from(plainBmp(20, 10, [9, 9, 9]))),
    ]);
    const change = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        async (file, changes) => {
          const damaged = Uint8Array.from(file);
          for (const { at, to } of changes) damaged[Math.floor(at * damaged.length)] = to;
          const outcome = await decodePage(damaged, options).catch((error: unknown) => error);
          if (outcome instanceof EngineError) return;
          const { image } = outcome as Awaited<ReturnType<typeof decodePage>>;
          expect(image.data.length).toBe(3 * image.width * image.height);
        },
      ),
      { numRuns: 120 },
    );
  });
});
