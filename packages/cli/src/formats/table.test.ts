import { describe, expect, it } from 'vitest';
import { describe as describePage, table } from './table.ts';
import { textOf } from './test-context.ts';

const regions = [
  { left: 0, top: 8, right: 697, bottom: 441 },
  { left: 10.256, top: 1000, right: 20.5, bottom: 1200 },
];

describe('table', () => {
  it('lists the regions in reading order, aligned, under a heading with the size', async () => {
    const page = { input: 'scan.png', width: 696, height: 439, regions };
    expect(await textOf(table, [page])).toBe(
      [
        'scan.png  696 × 439 px, 2 regions',
        '  #   left   top  right  bottom  width  height',
        '  1      0     8    697     441    697     433',
        '  2  10.26  1000   20.5    1200  10.24     200',
        '',
      ].join('\n'),
    );
  });

  it('is its heading where nothing was found', async () => {
    const page = { input: 'blank.png', width: 10, height: 20, regions: [] };
    expect(await textOf(table, [page])).toBe('blank.png  10 × 20 px, 0 regions\n');
  });

  it("shows a file name's control characters, so that they can't act on the terminal", async () => {
    const input = 'a\u001b[2Jb\nc\u202e.png';
    const text = await textOf(table, [{ input, width: 1, height: 1, regions: [] }]);
    expect(text).toBe('a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}.png  1 × 1 px, 0 regions\n');
  });
});

describe('describe', () => {
  it.each([
    [{ width: 1, height: 2, regions: regions.slice(1) }, '1 × 2 px, 1 region'],
    [{ width: null, height: null, regions }, 'size unknown, 2 regions'],
  ])('says size and number', (page, text) => {
    expect(describePage(page)).toBe(text);
  });
});
