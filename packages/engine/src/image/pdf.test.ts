import { describe, expect, it } from 'vitest';
import { type PdfFilePage, pdfFile, stream } from '../testing/pdf-file.ts';
import type { DecodedPage } from './decoded-page.ts';
import { mapPoint } from './frame.ts';
import { drawPdf } from './pdf.ts';

const options = { page: 1, maxPixels: 1e7, scale: () => 0.5 };

/** A blue rectangle on a page of 300 x 200 points, 10 to 110 from the left and 20 to 70 from the bottom. */
const rectangle: PdfFilePage = {
  content: '0 0 1 rg 10 20 100 50 re f',
  entries: '/MediaBox [0 0 300 200]',
};

function page(entries: string, more: Partial<PdfFilePage> = {}): Uint8Array {
  return pdfFile([{ ...rectangle, ...more, entries: `${rectangle.entries} ${entries}` }]);
}

/** The red, green and blue where a point of the page went. */
function colourAt({ image, map }: DecodedPage, x: number, y: number): number[] {
  const at = mapPoint(map, { x, y });
  const start = 3 * (Math.floor(at.y) * image.width + Math.floor(at.x));
  return [...image.data.subarray(start, start + 3)];
}

const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];

describe('drawPdf', () => {
  it('draws the first page in points from the top left, as a scan of 200 dots per inch would be', async () => {
    const sizes: number[][] = [];
    const scale = (...size: number[]): number => {
      sizes.push(size);
      return 0.5;
    };
    const drawn = await drawPdf(page(''), { ...options, scale });
    expect(drawn).toMatchObject({ width: 300, height: 200, image: { width: 417, height: 278 } });
    expect(sizes.flat().map(Math.round)).toEqual([833, 556]);
    expect(drawn.image.data.length).toBe(3 * 417 * 278);
    expect(Math.round(drawn.pixels)).toBe(462_963);
    expect(colourAt(drawn, 12, 132)).toEqual(BLUE);
    expect(colourAt(drawn, 108, 178)).toEqual(BLUE);
    expect(colourAt(drawn, 12, 128)).toEqual(WHITE);
    expect(colourAt(drawn, 112, 178)).toEqual(WHITE);
  });

  it('shows what the crop box shows, in its frame', async () => {
    const drawn = await drawPdf(page('/CropBox [100 10 250 60.5]'), options);
    expect([drawn.width, drawn.height]).toEqual([150, 50.5]);
    expect(colourAt(drawn, 5, 5)).toEqual(BLUE);
    expect(colourAt(drawn, 12, 5)).toEqual(WHITE);
    expect(colourAt(drawn, 5, 45)).toEqual(WHITE);
  });

  it.each([
    [90, [200, 300], [45, 60]],
    [180, [300, 200], [240, 45]],
    [270, [200, 300], [155, 240]],
  ])('turns a page as it says by /Rotate %i', async (degrees, size, inside) => {
    const drawn = await drawPdf(page(`/Rotate ${degrees}`), options);
    expect([drawn.width, drawn.height]).toEqual(size);
    expect(colourAt(drawn, inside[0] as number, inside[1] as number)).toEqual(BLUE);
    expect(colourAt(drawn, 100, 150)).toEqual(WHITE);
  });

  it('draws other pages when asked to, and says how many there are when there is no such page', async () => {
    const pdf = pdfFile([rectangle, { content: '', entries: '/MediaBox [0 0 50 40]' }]);
    expect(await drawPdf(pdf, { ...options, page: 2 })).toMatchObject({ width: 50, height: 40 });
    await expect(drawPdf(pdf, { ...options, page: 3 })).rejects.toMatchObject({
      code: 'no-such-page',
      field: 'page',
      message: 'There is no page 3: the file has 2 pages.',
    });
  });

  it('draws annotations and filled fields', async () => {
    const look = stream('/Type /XObject /Subtype /Form /BBox [0 0 20 20]', '1 0 0 rg 0 0 20 20 re f');
    const field =
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 /Rect [200 100 220 120] /AP << /N 4 0 R >> >>';
    const drawn = await drawPdf(page(`/Annots [${field}]`, { picture: look }), options);
    expect(colourAt(drawn, 210, 90)).toEqual([255, 0, 0]);
  });

  it('refuses what needs a password', async () => {
    const handler = `/Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}>`;
    const pdf = pdfFile([rectangle], `/Encrypt << ${handler} >> /ID [<00> <00>] `);
    await expect(drawPdf(pdf, options)).rejects.toMatchObject({
      code: 'unsupported-image',
      message: expect.stringContaining('password'),
    });
  });

  it('refuses large pages and large pictures before it draws them', async () => {
    await expect(drawPdf(page('/MediaBox [0 0 5000 4000]'), options)).rejects.toMatchObject({
      code: 'too-large',
    });
    const picture = stream(
      '/Type /XObject /Subtype /Image /Width 5000 /Height 4000 /BitsPerComponent 1 /ColorSpace /DeviceGray',
      '',
    );
    const content = 'q 300 0 0 200 0 0 cm /X1 Do Q';
    await expect(drawPdf(page('', { content, picture }), options)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('pictures'),
    });
  });

  it('calls a file invalid that is cut short, wherever the cut is', async () => {
    const pdf = page('');
    for (let share = 0.05; share < 1; share += 0.1) {
      await expect(drawPdf(pdf.subarray(0, share * pdf.length), options)).rejects.toMatchObject({
        code: 'invalid-image',
      });
    }
  });

  it('calls a file invalid whose pages can not be found, or that crashes what draws it', async () => {
    const text = Buffer.from(page('')).toString('latin1');
    const noPages = Buffer.from(text.replace('/Pages 2', '/Pages 9'), 'latin1');
    await expect(drawPdf(noPages, options)).rejects.toMatchObject({ code: 'invalid-image' });
    const scale = (): number => Number.NaN;
    await expect(drawPdf(page(''), { ...options, scale })).rejects.toMatchObject({ code: 'invalid-image' });
  });

  it('takes zeros behind the end for padding', async () => {
    const padded = Buffer.concat([page(''), new Uint8Array(5000)]);
    expect(await drawPdf(padded, options)).toMatchObject({ width: 300 });
  });

  it('leaves nothing of a page behind: the same file gives the same pixels, again and again', async () => {
    const first = await drawPdf(page(''), options);
    for (let i = 0; i < 3; i++) {
      await drawPdf(page('/Rotate 90'), options);
      expect(Buffer.compare((await drawPdf(page(''), options)).image.data, first.image.data)).toBe(0);
    }
  });
});
