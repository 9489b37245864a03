import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PdfForm, pdf } from '../../testing/pdf.ts';
import { openImage } from '../open.ts';
import type { Read } from '../source.ts';
import { type PdfPage, pdfHeader } from './page.ts';

const pageOf = async (image: Uint8Array): Promise<PdfPage | undefined> => {
  const { page, ...rest } = await openImage(image, new AbortController().signal);
  expect(Object.keys(rest)).toEqual(['source']);
  return page;
};

const forms: [string, PdfForm][] = [
  ['a table of places', { places: 'table' }],
  ['compressed objects', { places: 'streams' }],
  ['compressed objects and a predictor', { places: 'streams', predictor: true }],
  ['something before it', { places: 'table', before: '\n\n  junk\n' }],
  [
    'an older version in it',
    { places: 'table', older: { 3: '<< /Type /Page /MediaBox [0 0 1 1] >>', 7: '696' } },
  ],
  [
    'an older version in it, compressed',
    { places: 'streams', older: { 3: '<< /Type /Page /MediaBox [0 0 1 1] >>', 7: '696' } },
  ],
];
const catalog = {
  1: '<< /Type /Catalog /Pages 2 0 R >>',
  2: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
};
const second = { 4: '<< /Type /Page /MediaBox [0 0 9 9] >>' };

describe.each(forms)('a PDF with %s', (_name, form) => {
  it('tells its first page', async () => {
    const page = { 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.276 841.89] >>' };
    expect(await pageOf(pdf({ ...catalog, ...page, ...second }, form))).toEqual({
      number: 1,
      width: 595.276,
      height: 841.89,
    });
  });

  it('tells a page that inherits, is turned, cut and enlarged', async () => {
    const tree = {
      1: '<< /Pages 2 0 R /Names (\\) >> [ \\\\) /Lang (a (nested) one) /Id <48 65> >> % a comment >>',
      2: '<< /Kids [5 0 R 6 0 R] /MediaBox 8 0 R /Rotate 180 >>',
      5: '<< /Type /Pages /Kids [] /Count 0 >>',
      6: '<< /Kids [3 0 R] /CropBox [10 -50 110.5 60] /Rotate -90 >>',
      3: '<< /Contents [9 0 R] /UserUnit 2 /Hidden false /Parent 6 0 R >>',
      8: '[ 0 +439. 700 .0 ]',
    };
    expect(await pageOf(pdf({ ...catalog, ...tree }, form))).toEqual({ number: 1, width: 120, height: 201 });
  });
});

it('finds what only the older version has', async () => {
  for (const places of ['table', 'streams'] as const) {
    const page = { 3: '<< /MediaBox [0 0 7 0 R 439] >>' };
    const image = pdf({ ...catalog, ...page }, { places, older: { 3: 'null', 7: '696' } });
    expect(await pageOf(image)).toEqual({ number: 1, width: 696, height: 439 });
  }
});

it.each([
  ['without a page', { 2: '<< /Kids [] >>' }],
  ['whose tree bites its tail', { 2: '<< /Kids [2 0 R] >>' }],
  ['whose pages are nowhere', { 2: '<< /Kids [77 0 R] >>' }],
  ['without a box', { 3: '<< /Type /Page >>' }],
  ['with a box of no area', { 3: '<< /MediaBox [0 0 0 439] >>' }],
  ['with a box too small to tell', { 3: '<< /MediaBox [0 0 .0001 439] >>' }],
  ['with a box without end', { 3: `<< /MediaBox [0 0 ${'9'.repeat(400)} 439] >>` }],
  ['with half a box', { 3: '<< /MediaBox [0 0 696] >>' }],
  ['with a box of names', { 3: '<< /MediaBox [/a /b /c /d] >>' }],
  ['whose page never ends', { 3: '<< /MediaBox [0 0 696 439]' }],
  ['that is nested without end', { 3: '['.repeat(100_000) }],
])('does not know the page of a PDF %s', async (_name, objects) => {
  for (const places of ['table', 'streams'] as const) {
    expect(await pageOf(pdf({ ...catalog, ...objects }, { places }))).toBeUndefined();
  }
});

it('takes no notice of what a box is cut to where nothing would be left', async () => {
  const page = { 3: '<< /MediaBox [0 0 696 439] /CropBox [800 0 900 10] >>' };
  expect(await pageOf(pdf({ ...catalog, ...page }, { places: 'table' }))).toMatchObject({
    width: 696,
    height: 439,
  });
});

it('reads a little of a large file', async () => {
  const kids = Array.from({ length: 9_000 }, () => '3 0 R').join(' ');
  const large = {
    2: `<< /Kids [${kids}] >>`,
    3: '<< /MediaBox [0 0 696 439] >>',
    5: `(${'x'.repeat(20_000_000)})`,
  };
  const image = pdf({ ...catalog, ...large }, { places: 'table' });
  let bytes = 0;
  const read: Read = async (start, end) => {
    bytes += end - start;
    return image.subarray(start, end);
  };
  expect(await pdfHeader('%PDF-', read, image.length)).toMatchObject({ page: { width: 696 } });
  expect(bytes).toBeLessThan(200_000);
});

it('gives up a file that would have it read for ever', async () => {
  const table = `xref\n${'0 0\n'.repeat(900)}trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF`;
  const image = Buffer.from(`%PDF-1.4\n${table}`, 'latin1');
  let reads = 0;
  const read: Read = async (start, end) => {
    reads++;
    return image.subarray(start, end);
  };
  expect(await pdfHeader('%PDF-', read, image.length)).toEqual({});
  expect(reads).toBeLessThanOrEqual(200);
});

it('does not read beyond the end', async () => {
  const table = 'xref\n1 1\n9999999999 00000 n \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF';
  const image = Buffer.from(`%PDF-1.4\n${table}`, 'latin1');
  const read: Read = async (start, end) => {
    expect(start < end && end <= image.length).toBe(true);
    return image.subarray(start, end);
  };
  expect(await pdfHeader('%PDF-', read, image.length)).toEqual({});
});

it('does not take another object for the one that is meant', async () => {
  const image = Buffer.from(pdf({ ...catalog, 3: '<< /MediaBox [0 0 696 439] >>' }, { places: 'table' }));
  const damaged = Buffer.from(image.toString('latin1').replace('3 0 obj', '5 0 obj'), 'latin1');
  expect(await pageOf(image)).toBeDefined();
  expect(await pageOf(damaged)).toBeUndefined();
  const pages = { ...catalog, 3: '<< /MediaBox [0 0 696 439] >>', ...second };
  expect(await pageOf(pdf(pages, { places: 'streams' }))).toMatchObject({ width: 696 });
  expect(await pageOf(pdf(pages, { places: 'streams', misplaced: 3 }))).toBeUndefined();
});

it('does not look into a stream, whose end can not be read before it is sent', async () => {
  const image = pdf({ ...catalog, 3: '<< /MediaBox [0 0 696 439] >>' }, { places: 'table' });
  const stream = new Blob([image]).stream();
  const { source, ...header } = await openImage(stream, new AbortController().signal);
  expect(header).toEqual({});
  await source.close?.();
});

it('passes on what goes wrong in reading', async () => {
  const failing: Read = async () => {
    throw new Error('disk on fire');
  };
  await expect(pdfHeader('%PDF-', failing, 1_000)).rejects.toThrow('disk on fire');
});

it('survives any damage, and stays within its bounds', async () => {
  const page = { 3: '<< /MediaBox [0 0 7 0 R 439] >>', 7: '696' };
  const samples = forms.map(([, form]) => pdf({ ...catalog, ...page, ...second }, form));
  const words = [
    '<<',
    '>>',
    '[',
    ']',
    '(',
    ')',
    'obj',
    'stream',
    ' 2 0 R ',
    '/Prev 0',
    '99999999999',
    '-1',
    '%',
    '\0',
  ];
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    remove: fc.nat(20),
    insert: fc.oneof(
      fc.constantFrom(...words).map((word) => Uint8Array.from(Buffer.from(word, 'latin1'))),
      fc.uint8Array({ maxLength: 5 }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.array(damage, { maxLength: 6 }),
      async (sample, damages) => {
        let image: Uint8Array = sample;
        for (const { at, remove, insert } of damages) {
          const place = Math.floor(at * image.length);
          image = Buffer.concat([image.subarray(0, place), insert, image.subarray(place + remove)]);
        }
        let bytes = 0;
        let reads = 0;
        const read: Read = async (start, end) => {
          reads++;
          bytes += end - start;
          return image.subarray(start, end);
        };
        const head = Buffer.from(image.subarray(0, 1_024)).toString('latin1');
        const { page: found } = await pdfHeader(head, read, image.length);
        if (found !== undefined) expect(Math.min(found.width, found.height)).toBeGreaterThan(0);
        expect(reads).toBeLessThanOrEqual(400);
        expect(bytes).toBeLessThanOrEqual(16 * 1024 * 1024);
      },
    ),
    { numRuns: 2_000 },
  );
});
