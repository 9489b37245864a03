import { describe, expect, it } from 'vitest';
import { formatOfFile } from './of-file.ts';

describe('formatOfFile', () => {
  it.each([
    [undefined, 'table'],
    ['out', 'table'],
    ['v1.0/', 'table'],
    ['a.txt', 'table'],
    ['a.JSON', 'json'],
    ['out/{dir}/{name}.ndjson', 'jsonl'],
    ['a.coco.json', 'coco'],
    ['a.alto.xml', 'alto'],
    ['a.page.xml', 'page'],
    ['a.html', 'hocr'],
    ['a.b.png', 'png'],
    ['a.csv', 'csv'],
  ])('takes %s for %s', (file, format) => {
    expect(formatOfFile(file)).toBe(format);
  });

  it.each([
    ['a.xml', '.xml may be ALTO or PAGE-XML'],
    ['a.pdf', 'the ending .pdf of --out tells no format'],
    ['{name}.{ext}', 'the ending .{ext} of --out tells no format'],
  ])('refuses to guess for %s', (file, message) => {
    expect(() => formatOfFile(file)).toThrow(message);
  });
});
