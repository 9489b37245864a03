import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { type PageRegions, toAltoXml, toCoco, toCsv, toHocr, toJson, toPageXml } from '../src/index.ts';
import { samplePage } from './sample-page.ts';

const exports = { toAltoXml, toCoco, toCsv, toHocr, toJson, toPageXml };
const page: PageRegions = { ...samplePage, imageName: 'page.png', regions: samplePage.regions.slice(0, 2) };

describe('the exports', () => {
  it.each([
    ['page.hocr', toHocr(page)],
    ['alto.xml', toAltoXml(page)],
    ['page.xml', toPageXml(page, { created: new Date('2026-11-23T06:00:00Z') })],
  ])('write the sample page as samples/%s', async (file, text) => {
    await expect(text).toMatchFileSnapshot(`samples/${file}`);
  });

  it('write the sample page as CSV', () => {
    expect(toCsv(page)).toBe(
      'image,order,left,top,right,bottom\r\npage.png,1,0,8,697,60\r\npage.png,2,10,70.5,340,420\r\n',
    );
    expect(toCsv({ ...page, imageName: 'a "b", c.png' })).toContain('\r\n"a ""b"", c.png",1,0,');
  });

  it('write the sample page as COCO', () => {
    expect(JSON.parse(toCoco(page))).toMatchObject({
      images: [{ id: 1, width: 696, height: 439, file_name: 'page.png' }],
      annotations: [
        { id: 1, image_id: 1, category_id: 1, bbox: [0, 8, 697, 52], area: 36_244, iscrowd: 0 },
        { id: 2, segmentation: [[10, 70.5, 340, 70.5, 340, 420, 10, 420]] },
      ],
      categories: [{ id: 1, name: 'text' }],
    });
  });

  it('cut to the image what the format wants within it', () => {
    expect(toPageXml(samplePage)).toContain('points="356,70 691,70 691,439 356,439"');
    expect(toHocr(samplePage)).toContain('bbox 356 70 691 439');
  });

  it('let no name of the caller become markup', () => {
    const count = (text: string): number => {
      let elements = 0;
      const parser = new SaxesParser();
      parser.on('error', (error) => {
        throw error;
      });
      parser.on('opentag', () => {
        elements += 1;
      });
      parser.write(text).close();
      return elements;
    };
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"/><x>', "' a='", ']]>', '\u0000'),
    );
    fc.assert(
      fc.property(hostile, (imageName) => {
        for (const write of [toHocr, toAltoXml, toPageXml]) {
          expect(count(write({ ...page, imageName }))).toBe(count(write(page)));
        }
      }),
    );
  });

  it.each(Object.entries(exports))(
    '%s refuses a size or an edge that is none, and names it',
    (_name, write) => {
      // CSV tells no size, so that it holds pages which have none.
      for (const value of write === toCsv ? [] : [0, -1, 1.5, Number.NaN, '5' as never]) {
        expect(() => write({ ...page, width: value })).toThrow(
          new RangeError("width: expected the image's width in pixels, a whole number above 0"),
        );
        expect(() => write({ ...page, height: value })).toThrow(/^height: /);
      }
      const regions = [...page.regions, { left: 0, top: Number.NaN, right: 1, bottom: 1 }];
      expect(() => write({ ...page, regions })).toThrow(
        new RangeError('regions[2]: expected left, top, right and bottom to be finite numbers'),
      );
    },
  );

  it('refuse a date that is none', () => {
    expect(() => toPageXml(page, { created: new Date(Number.NaN) })).toThrow(RangeError);
  });
});
