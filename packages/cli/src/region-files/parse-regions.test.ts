import { toAltoXml, toCoco, toHocr, toJson, toPageXml } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormat } from '../formats/create.ts';
import { textOf } from '../formats/test-context.ts';
import { CliError } from '../report/cli-error.ts';
import { parseRegions } from './parse-regions.ts';
import type { RegionPage } from './region-page.ts';

const regions = [
  { left: 0, top: 8, right: 690, bottom: 60 },
  { left: 10, top: 70, right: 340, bottom: 420 },
];
const size = { width: 696, height: 439 };
const page = { input: 'a/one.png', ...size, regions };
const read = (text: string, level?: 'blocks' | 'lines'): RegionPage[] =>
  parseRegions(text, { name: 'file', level });

describe('parseRegions reads', () => {
  it.each([
    ['ALTO', toAltoXml],
    ['PAGE-XML', toPageXml],
    ['COCO', toCoco],
    ['JSON of the regions package', toJson],
  ] as const)('%s, with and without a name', (_format, write) => {
    const text = write({ ...size, regions, imageName: 'a/one.png' });
    expect(read(`\ufeff ${text}`)).toEqual([{ ...page, ignored: [] }]);
    expect(read(write({ ...size, regions }))[0]?.input).toBe('file');
  });

  it.each(['json', 'jsonl', 'coco'] as const)('several pages of %s as detect writes them', async (name) => {
    const pages = [page, { ...page, input: 'two.png', regions: [] }];
    const text = await textOf(createFormat(name, 'none'), pages);
    expect(read(text)).toEqual(pages.map((one) => ({ ...one, ignored: [] })));
  });

  it('pages without a size, one line, and none at all', async () => {
    const pdf = { input: 'a.pdf', width: null, height: null, regions };
    expect(read(await textOf(createFormat('jsonl', 'none'), [pdf]))).toEqual([{ ...pdf, ignored: [] }]);
    expect(read('[]')).toEqual([]);
  });

  it('bare boxes as the API has them', () => {
    expect(read('[[5, 6, 1, 2]]')).toEqual([
      {
        input: 'file',
        width: null,
        height: null,
        regions: [{ left: 1, top: 2, right: 5, bottom: 6 }],
        ignored: [],
      },
    ]);
  });

  it('a level of a ground truth, with what it leaves open', () => {
    const text = '{"blocks": null, "lines": [[0, 0, 9, 9], [5, 5, 9, 9, 1], [1, 1, 2, 2, 0]]}';
    expect(read(text)[0]).toMatchObject({ regions: [{ right: 9 }, { right: 2 }], ignored: [{ left: 5 }] });
    expect(read(text, 'lines')).toEqual(read(text));
    expect(read(text, 'blocks')).toEqual([]);
  });
});

describe('parseRegions refuses', () => {
  it.each([
    ['', 'holds no regions'],
    ['\x89PNG\r\n', 'holds no regions'],
    ['image,order,left', 'holds no regions'],
    ['{"regions": 1}', 'an object with regions'],
    [
      '[{"input": "a.png", "regions": [{"left": "1"}]}]',
      'item 0: expected page 1: left, top, right and bottom',
    ],
    ['[[1, 2, 3]]', 'item 0: expected [left, top, right, bottom]'],
    ['{"blocks": [[1, 2, 3, null]]}', 'item 0: expected [left, top'],
    ['{"blocks": 1}', 'expected a list of blocks, or null'],
    ['{"a": 1', 'is no JSON'],
    ['{"regions": []}\n{"regions": [', 'line 2 is no JSON'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'hOCR and SVG are written, not read'],
    [toHocr({ ...size, regions }), 'hOCR and SVG are written, not read'],
    ['<!-- <alto> --><x/>', 'neither ALTO nor PAGE-XML'],
  ])('%j', (text, message) => {
    const refuse = (): unknown => read(text);
    expect(refuse).toThrow(message);
    expect(refuse).toThrow(CliError);
  });

  it('anything with an error of its own', () => {
    const start = fc.constantFrom(
      '',
      '{',
      '[',
      '<alto',
      '[{"regions":[',
      '{"images":[],"annotations":',
      '[[',
    );
    fc.assert(
      fc.property(start, fc.oneof(fc.string(), fc.json()), (before, rest) => {
        try {
          read(before + rest);
        } catch (error) {
          expect(error).toMatchObject({ code: 'unreadable-regions' });
        }
      }),
    );
  });
});
