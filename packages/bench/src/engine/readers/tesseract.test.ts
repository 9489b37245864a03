import { expect, test } from 'vitest';
import { parseTsv } from './tesseract.ts';

const head = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const row = (level: number, box: readonly number[], text = ''): string =>
  [level, 1, 1, 1, 1, 1, ...box, level === 5 ? 90 : -1, text].join('\t');

test('paragraphs and lines with words are read, figures are not', () => {
  const tsv = [
    head,
    row(1, [0, 0, 500, 500]),
    row(2, [10, 10, 200, 100]),
    row(3, [10, 10, 200, 60]),
    row(4, [10, 10, 190, 20]),
    row(5, [10, 10, 50, 20], 'two'),
    row(5, [70, 10, 50, 20], 'words'),
    row(4, [10, 40, 200, 30]),
    row(5, [10, 40, 50, 20], 'more'),
    row(2, [300, 300, 90, 90]),
    row(3, [300, 300, 90, 90]),
    row(4, [300, 300, 90, 90]),
    row(5, [300, 300, 90, 90], ' '),
    '',
  ].join('\n');
  expect(parseTsv(tsv)).toEqual({
    blocks: [{ left: 10, top: 10, right: 210, bottom: 70 }],
    lines: [
      { left: 10, top: 10, right: 200, bottom: 30 },
      { left: 10, top: 40, right: 210, bottom: 70 },
    ],
  });
});

test('a page without anything has nothing', () => {
  expect(parseTsv(`${head}\n${row(1, [0, 0, 9, 9])}\n`)).toEqual({ blocks: [], lines: [] });
});
