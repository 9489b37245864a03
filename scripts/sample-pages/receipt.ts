import { Page } from './page.ts';
import { Random } from './random.ts';
import type { Style } from './text.ts';

const print: Style = { font: 'mono', size: 24 };
const bold: Style = { font: 'monoBold', size: 24 };

const width = 640;
const left = 44;
const right = width - 44;
const leading = 34;

interface Item {
  readonly name: string;
  readonly count: number;
  /** In cents. */
  readonly price: number;
}

const items: readonly Item[] = [
  { name: 'Rye loaf, sliced', count: 1, price: 345 },
  { name: 'Goat cheese 200 g', count: 2, price: 420 },
  { name: 'Olives, green', count: 1, price: 289 },
  { name: 'Tomatoes, vine', count: 1, price: 312 },
  { name: 'Butter, salted', count: 2, price: 275 },
  { name: 'Coffee, ground', count: 1, price: 699 },
  { name: 'Oat drink 1 l', count: 3, price: 189 },
  { name: 'Plum jam', count: 1, price: 398 },
  { name: 'Matches', count: 2, price: 65 },
  { name: 'Paper bag', count: 1, price: 20 },
];

const taxRate = 0.07;

/** A till receipt on narrow paper: shop, items and prices, totals, payment, bar code. */
export function drawReceipt(): Page {
  const page = new Page(width, 1400);
  const middle = width / 2;
  page.line('THE CORNER PANTRY', middle, 96, { font: 'monoBold', size: 42 }, 'center');
  page.block(() => {
    ['27 Lantern Street', 'Port Ellery', 'Tel. 01632 960 228'].forEach((text, index) => {
      page.line(text, middle, 142 + index * leading, print, 'center');
    });
  });

  let y = 268;
  page.block(() => {
    page.line('Receipt 004817', left, y, print);
    page.line('Till 2', right, y, print, 'right');
    page.line('14 Mar 2026', left, y + leading, print);
    page.line('17:42', right, y + leading, print, 'right');
  });
  y = dashes(page, y + leading);

  const sum = items.reduce((total, { count, price }) => total + count * price, 0);
  page.block(() => {
    page.line('Item', left, y, bold);
    page.line('EUR', right, y, bold, 'right');
    for (const { name, count, price } of items) {
      y += leading;
      page.line(`${count} x ${name}`, left, y, print);
      page.line(money(count * price), right, y, print, 'right');
    }
  });
  y = dashes(page, y);

  const tax = Math.round(sum - sum / (1 + taxRate));
  page.block(() => {
    row(page, 'Net', money(sum - tax), y, print);
    row(page, 'VAT 7 %', money(tax), y + leading, print);
  });
  y += 2 * leading + 20;
  page.block(() => row(page, 'TOTAL', money(sum), y, { font: 'monoBold', size: 40 }));
  y = dashes(page, y + 6);

  page.block(() => {
    row(page, 'Paid by card', money(sum), y, print);
    page.line('Card **** **** **** 3150', left, y + leading, print);
    page.line('Approved, code 77 20 41', left, y + 2 * leading, print);
  });
  y += 4 * leading + 8;
  page.block(() => {
    page.line('Thank you and come again!', middle, y, bold, 'center');
    page.line('Goods may be returned for 14 days', middle, y + leading, { ...print, size: 23 }, 'center');
    page.line('with this receipt.', middle, y + 2 * leading, { ...print, size: 23 }, 'center');
  });
  drawBarCode(page, y + 3 * leading - 4);
  page.line('0 04817 14032 6', middle, y + 3 * leading + 118, { ...print, tracking: 2 }, 'center');
  return page;
}

function row(page: Page, name: string, value: string, y: number, style: Style): void {
  page.line(name, left, y, style);
  page.line(value, right, y, style, 'right');
}

/** @returns the baseline of the line beneath the dashes */
function dashes(page: Page, above: number): number {
  const y = above + 24;
  page.draw(`<path d="M${left} ${y}H${right}" stroke="#000" stroke-width="2.5" stroke-dasharray="10 7"/>`);
  return y + 40;
}

function money(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** Bars as a till prints them; they stand for no number. */
function drawBarCode(page: Page, y: number): void {
  const random = new Random(128);
  const bars: string[] = [];
  for (let x = 150; x < width - 150; ) {
    const bar = 2.5 * Math.ceil(random.between(0, 3));
    bars.push(`<rect x="${x}" y="${y}" width="${bar}" height="84"/>`);
    x += bar + 2.5 * Math.ceil(random.between(0, 3));
  }
  page.draw(`<g>${bars.join('')}</g>`);
}
