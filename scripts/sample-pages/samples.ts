import { drawArabic } from './arabic.ts';
import { drawArticle } from './article.ts';
import { drawForm } from './form.ts';
import { drawJapanese } from './japanese.ts';
import { drawLetter } from './letter.ts';
import type { Page } from './page.ts';
import { drawReceipt } from './receipt.ts';
import type { Scanner } from './scan.ts';

export interface Sample {
  /** Name of its files, without an ending. */
  readonly name: string;
  readonly draw: () => Page;
  readonly scanner: Scanner;
}

export const samples: readonly Sample[] = [
  {
    name: 'article',
    draw: drawArticle,
    scanner: { seed: 1, skew: 0.6, paper: [249, 247, 241], fade: 0.12, blur: 0.55, noise: 3, quality: 62 },
  },
  {
    name: 'letter',
    draw: drawLetter,
    scanner: { seed: 2, skew: -0.9, paper: [247, 243, 231], fade: 0.14, blur: 0.6, noise: 3, quality: 62 },
  },
  {
    name: 'receipt',
    draw: drawReceipt,
    scanner: { seed: 3, skew: 1.4, paper: [243, 243, 241], fade: 0.26, blur: 0.7, noise: 4, quality: 62 },
  },
  {
    name: 'form',
    draw: drawForm,
    scanner: { seed: 4, skew: -0.5, paper: [250, 250, 248], fade: 0.1, blur: 0.5, noise: 3, quality: 62 },
  },
  {
    name: 'arabic',
    draw: drawArabic,
    scanner: { seed: 5, skew: 0.7, paper: [248, 246, 240], fade: 0.12, blur: 0.5, noise: 3, quality: 62 },
  },
  {
    name: 'japanese',
    draw: drawJapanese,
    scanner: { seed: 6, skew: -0.8, paper: [246, 243, 233], fade: 0.12, blur: 0.5, noise: 3, quality: 62 },
  },
];

/** Where the pages and their truth are kept. */
export const folder: URL = new URL('../../docs/pages/', import.meta.url);
