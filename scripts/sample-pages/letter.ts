import { Page } from './page.ts';
import type { Style } from './text.ts';

const body: Style = { font: 'garamond', size: 25 };
const small: Style = { font: 'garamond', size: 20, color: '#3a3a3a' };
const accent = '#6b1f2a';

const left = 150;
const right = 1090;
const leading = 35;

const recipient = ['Ms Ottilie Brandt', 'Parish Archive of St Loy', '14 Tannery Row', 'Westerbrook WB3 7QN'];

const paragraphs = [
  'Thank you for sending us the three baptism registers. They arrived safely on Monday, wrapped so well that ' +
    'our apprentice wished to keep the box. We have now looked at each volume page by page, and I am glad to say ' +
    'that the news is mostly good.',
  'The first two books need little more than a new spine and some patience. Their sewing is sound, the paper is ' +
    'strong, and the stains along the lower edge are old and dry. The third, for the years 1811 to 1834, has been ' +
    'less lucky. Eleven leaves are loose, and somebody once mended the fold with household glue, which has turned ' +
    'brown and brittle. It can be taken off, but only slowly.',
  'Before we begin I would suggest that every page be scanned, the loose leaves first. The scans would spare the ' +
    'books a good deal of handling later, and they would let you search the entries while the originals are still ' +
    'on our bench. You will find our estimate enclosed. It holds until the end of March and includes the journey ' +
    'home.',
  'Please let me know whether we may go ahead, and whether you would like to keep the old boards. We should be ' +
    'delighted to show you the workshop if your way ever leads you past our door.',
];

/** A business letter: letterhead, address, date, subject, ragged paragraphs, signature, foot. */
export function drawLetter(): Page {
  const page = new Page(1240, 1754);
  drawLetterhead(page);

  page.block(() => {
    recipient.forEach((text, index) => {
      page.line(text, left, 372 + index * 32, body);
    });
  });
  page.line('9 February 2026', right, 372, body, 'right');
  page.line('Your registers of 1765 to 1834', left, 570, { font: 'garamondBold', size: 27 });
  page.line('Dear Ms Brandt,', left, 630, body);

  let y = 684;
  for (const text of paragraphs) {
    page.block(() => {
      y = page.paragraph(text, body, { x: left, y, width: right - left, leading });
    });
    y += 15;
  }

  page.line('With kind regards,', left, y + 8, body);
  drawSignature(page, left + 8, y + 98);
  page.block(() => {
    page.line('Josephine Alder', left, y + 156, body);
    page.line('Master bookbinder', left, y + 188, { font: 'garamondItalic', size: 24 });
  });
  page.line('Enclosed: estimate no. 2026-017', left, y + 246, small);
  drawFoot(page);
  return page;
}

function drawLetterhead(page: Page): void {
  // An open book in a ring.
  page.draw(
    `<g transform="translate(196 158)" fill="none" stroke="${accent}" stroke-width="3.4" stroke-linejoin="round">` +
      '<circle r="44"/><path d="M0 -16C-9 -24 -22 -24 -30 -20V16C-22 12 -9 12 0 20C9 12 22 12 30 16V-20' +
      'C22 -24 9 -24 0 -16V20"/></g>',
  );
  page.line('Alder & Finch', 266, 160, { font: 'garamondSemiBold', size: 58, color: accent });
  page.line('BOOKBINDERS AND PAPER CONSERVATORS', 269, 196, {
    font: 'sans',
    size: 17,
    color: '#333',
    tracking: 3,
  });
  page.draw(`<path d="M${left} 236H${right}" stroke="${accent}" stroke-width="2"/>`);
  page.line('Alder & Finch · 2 Quay Steps · Harrowmouth HM1 4DL', left, 318, { ...small, size: 17 });
}

/** A signature in ink: a name in a hand, and the stroke beneath it. */
function drawSignature(page: Page, x: number, baseline: number): void {
  page.line('Josephine Alder', x, baseline, { font: 'hand', size: 74, color: '#1c2f6e' });
  page.draw(
    `<path d="M${x + 20} ${baseline + 22}c70 -16 190 -22 330 -18c-60 4 -96 8 -120 14" fill="none"` +
      ' stroke="#1c2f6e" stroke-width="3" stroke-linecap="round"/>',
  );
}

function drawFoot(page: Page): void {
  page.draw(`<path d="M${left} 1630H${right}" stroke="#777" stroke-width="1"/>`);
  const columns = [
    { x: left, align: 'left', lines: ['Telephone 01632 960 417', 'workshop@alderfinch.example'] },
    {
      x: (left + right) / 2,
      align: 'center',
      lines: ['Open Tuesday to Friday', '9 to 5, or by arrangement'],
    },
    { x: right, align: 'right', lines: ['Harrowmouth Savings Bank', 'Account 0047 1189'] },
  ] as const;
  for (const { x, align, lines } of columns) {
    page.block(() => {
      lines.forEach((text, index) => {
        page.line(text, x, 1658 + index * 25, { ...small, size: 18 }, align);
      });
    });
  }
}
