import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromAltoXml,
  fromCoco,
  fromCocoDataSet,
  fromCorners,
  fromJson,
  fromPageXml,
  type PageRegions,
  RegionsFormatError,
  toAltoXml,
  toCoco,
  toJson,
  toPageXml,
} from '../src/index.ts';
import { emptyPage, samplePage } from './sample-page.ts';

// Quarters of a pixel, whose sums are exact.
const quarter = fc.integer({ min: -2000, max: 40_000 }).map((quarters) => quarters / 4 + 0);
const pixel = fc.integer({ min: 0, max: 400 });
const imageName = fc.string({ unit: 'grapheme', minLength: 1 });

function pages(coordinate: fc.Arbitrary<number>): fc.Arbitrary<PageRegions> {
  const corners = fc.tuple(coordinate, coordinate, coordinate, coordinate);
  const regions = fc.array(corners.map((four) => fromCorners(...four)));
  const size = fc.integer({ min: 400, max: 10_000 });
  return fc.record(
    { width: size, height: size, regions, imageName },
    { requiredKeys: ['width', 'height', 'regions'] },
  );
}

const formats = [
  ['JSON', toJson, fromJson, pages(quarter)],
  ['COCO', toCoco, fromCoco, pages(quarter)],
  ['ALTO', toAltoXml, fromAltoXml, pages(quarter)],
  // PAGE-XML holds whole pixels within the image alone.
  ['PAGE-XML', toPageXml, fromPageXml, pages(pixel)],
] as const;

describe.each(formats)('%s', (_format, write, read, page) => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(page, (one) => {
        expect(read(write(one))).toEqual(one);
      }),
    );
    expect(read(write(emptyPage))).toEqual(emptyPage);
    expect(read(write(samplePage)).imageName).toBe(samplePage.imageName);
  });

  it('refuses a text that is cut off anywhere, with nothing but a RegionsFormatError', () => {
    const text = write(samplePage).trimEnd();
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), (length) => {
        expect(() => read(text.slice(0, length))).toThrow(RegionsFormatError);
      }),
    );
  });

  it('throws nothing but a RegionsFormatError for a text with one part changed', () => {
    const text = write(samplePage);
    const change = fc.constantFrom('', '"', '<', '{', '[', '-', 'x', '1e999', 'null', '&', '\u0000');
    fc.assert(
      fc.property(fc.nat({ max: text.length }), fc.nat({ max: 20 }), change, (at, length, inserted) => {
        try {
          read(text.slice(0, at) + inserted + text.slice(at + length));
        } catch (error) {
          expect(error).toBeInstanceOf(RegionsFormatError);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([undefined, null, 3, new Uint8Array(2)])('refuses %s in place of text', (value) => {
    expect(() => read(value as never)).toThrow(RegionsFormatError);
  });
});

describe('fromPageXml', () => {
  const region = (id: string, points: string, inner = ''): string =>
    `<pc:TextRegion id="${id}"><pc:Coords points="${points}"/>${inner}</pc:TextRegion>`;
  const document = (content: string): string =>
    `<pc:PcGts xmlns:pc="urn:x"><pc:Page imageFilename="" imageWidth="90" imageHeight="60">${content}</pc:Page></pc:PcGts>`;

  it('takes bounds of polygons, in the reading order, regions in tables but not in text regions', () => {
    const order = '<pc:ReadingOrder><pc:OrderedGroup id="o"><pc:RegionRefIndexed index="0" regionRef="b"/>';
    const text = document(
      `${order}</pc:OrderedGroup></pc:ReadingOrder>` +
        region('a', '5,6 10,2 15,6 10,9', region('drop-cap', '5,6 7,6 7,8')) +
        region('b', '20,20 30,20 30,30 20,30') +
        `<pc:TableRegion id="t"><pc:Coords points="40,40 50,40 50,50"/>${region('cell', '41,41 49,41 49,49')}</pc:TableRegion>`,
    );
    expect(fromPageXml(text)).toEqual({
      width: 90,
      height: 60,
      regions: [
        { left: 20, top: 20, right: 30, bottom: 30 },
        { left: 5, top: 2, right: 15, bottom: 9 },
        { left: 41, top: 41, right: 49, bottom: 49 },
      ],
    });
  });

  it.each(['', '1,2', '1,2 3', '1,2 3,4,5', '1,2 a,b'])(
    'refuses the points "%s", and tells the region',
    (points) => {
      const text = document(region('a', '0,0 1,1 0,1') + region('b', points));
      expect(() => fromPageXml(text)).toThrow(/^item 1: expected Coords with points/);
    },
  );
});

describe('fromAltoXml', () => {
  it('refuses another unit than pixels, and names the one that it takes', () => {
    const text = toAltoXml(samplePage).replace('>pixel<', '>mm10<');
    expect(() => fromAltoXml(text)).toThrow('expected the MeasurementUnit pixel, found another one or none');
  });

  it('tells the block without a position', () => {
    const text = toAltoXml(samplePage).replace('HPOS="10"', '');
    expect(() => fromAltoXml(text)).toThrow('item 1: expected HPOS, VPOS, WIDTH and HEIGHT in pixels');
  });
});

describe('fromCoco', () => {
  const image = (id: number): object => ({ id, width: 9, height: 9, file_name: `${id}.png` });
  const text = JSON.stringify({
    images: [image(7), image(8)],
    annotations: [
      { image_id: 7, bbox: [0, 0, 1, 1] },
      { image_id: 8, bbox: [2, 3, 4, 5] },
    ],
  });

  it('reads the image that is named, out of several', () => {
    expect(fromCoco(text, { imageName: '8.png' })).toEqual({
      width: 9,
      height: 9,
      imageName: '8.png',
      regions: [{ left: 2, top: 3, right: 6, bottom: 8 }],
    });
  });

  it('refuses to guess which of several is meant, or a name that is none', () => {
    expect(() => fromCoco(text)).toThrow('expected one image, or imageName to tell which, found 2 images');
    expect(() => fromCoco(text, { imageName: '9.png' })).toThrow(
      'expected one image of that name, found 0 images',
    );
  });

  it('tells the annotation with a wrong box', () => {
    for (const bbox of [[2, 3, 4], [2, 3, -4, 5], [2, 3, 4, null], '2,3,4,5', [1, 2, 3, 4, 5]]) {
      const annotations = [{ image_id: 7, bbox }];
      expect(() => fromCoco(JSON.stringify({ images: [image(7)], annotations }))).toThrow(
        /^item 0: expected a bbox \[x, y, width, height\]/,
      );
    }
  });
});

describe('fromCocoDataSet', () => {
  it('reads every image with its own boxes, those without any too', () => {
    const text = JSON.stringify({
      images: [
        { id: 7, width: 10, height: 20, file_name: '7.png' },
        { id: 8, width: 30, height: 40 },
      ],
      annotations: [
        { image_id: 7, bbox: [1, 2, 3, 4] },
        { image_id: 9, bbox: [0, 0, 1, 1] },
        { image_id: 7, bbox: [5, 6, 1, 1] },
      ],
    });
    expect(fromCocoDataSet(text)).toEqual([
      {
        width: 10,
        height: 20,
        imageName: '7.png',
        regions: [
          { left: 1, top: 2, right: 4, bottom: 6 },
          { left: 5, top: 6, right: 6, bottom: 7 },
        ],
      },
      { width: 30, height: 40, regions: [] },
    ]);
  });

  it('tells the place of a box that is none', () => {
    const annotations = [{ image_id: 1, bbox: [1, 2, 3] }];
    const images = [{ id: 1, width: 1, height: 1 }];
    expect(() => fromCocoDataSet(JSON.stringify({ images, annotations }))).toThrow(
      /^item 0: expected a bbox/,
    );
    expect(() => fromCocoDataSet('[]')).toThrow('expected an object with images and annotations');
  });
});
