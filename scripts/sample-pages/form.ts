import { Page } from './page.ts';
import type { Style } from './text.ts';

const label: Style = { font: 'sans', size: 16, color: '#222' };
const option: Style = { font: 'sans', size: 20 };
const note: Style = { font: 'sans', size: 17 };
const hand: Style = { font: 'hand', size: 38, color: '#1f3a93' };

const left = 100;
const right = 1140;
const fieldHeight = 74;

/** An application form: title, numbered sections, boxed fields filled in by hand, check boxes, signature. */
export function drawForm(): Page {
  const page = new Page(1240, 1754);
  drawHead(page);

  drawSection(page, 240, '1', 'About you');
  drawField(page, { x: left, y: 290, width: 510, label: 'Family name', value: 'Okonjo-Reyes' });
  drawField(page, { x: 630, y: 290, width: 510, label: 'Given names', value: 'Adaline Maria' });
  drawField(page, { x: left, y: 378, width: 250, label: 'Date of birth', value: '23 / 07 / 1988' });
  drawField(page, { x: 370, y: 378, width: 350, label: 'Telephone', value: '01632 960 753' });
  drawField(page, { x: 740, y: 378, width: 400, label: 'Occupation', value: 'Cartographer' });
  drawField(page, {
    x: left,
    y: 466,
    width: 740,
    label: 'Street and number',
    value: '8 Saltmarsh Lane, Flat 3',
  });
  drawField(page, { x: 860, y: 466, width: 280, label: 'Postal code', value: 'EB4 9TW' });
  drawField(page, { x: left, y: 554, width: 510, label: 'Town', value: 'East Brindle' });
  drawField(page, { x: 630, y: 554, width: 510, label: 'Email', value: 'adaline@saltmarsh.example' });

  drawSection(page, 668, '2', 'Your card');
  drawChoice(page, 730, 'Type of card', ['One day', 'One month', 'One year', 'Lifetime'], [2]);
  drawChoice(
    page,
    824,
    'Collections that you wish to use',
    ['Maps', 'Manuscripts', 'Newspapers', 'Photographs'],
    [0, 3],
  );
  drawField(page, {
    x: left,
    y: 890,
    width: right - left,
    label: 'Purpose of your research',
    value: 'Coastlines of the estuary before the sea wall was built,',
    more: 'for an exhibition at the harbour museum next spring',
    height: 124,
  });

  drawSection(page, 1056, '3', 'House rules');
  page.block(() => {
    page.paragraph(
      'Please bring pencils only: ink and food stay in the lockers. Volumes are handed out at the desk, three at a ' +
        'time, and must be returned half an hour before the room closes. You may take photographs without a flash. ' +
        'Copies of fragile items are made by our staff, usually within two days.',
      { font: 'sans', size: 20 },
      { x: left, y: 1122, width: right - left, leading: 28 },
    );
  });
  drawCheck(page, left, 1244, 'I have read the house rules and will follow them.', true);
  drawCheck(page, left, 1284, 'The library may send me news of exhibitions.', false);

  drawField(page, { x: left, y: 1340, width: 250, label: 'Date', value: '2 May 2026', height: 96 });
  drawField(page, {
    x: 370,
    y: 1340,
    width: 770,
    label: 'Signature of the applicant',
    value: 'A. Okonjo-Reyes',
    height: 96,
  });
  drawOffice(page, 1480);
  page.line(
    'Form RR-12, edition 5. Please hand in at the desk; processing takes two working days.',
    620,
    1690,
    note,
    'center',
  );
  return page;
}

function drawHead(page: Page): void {
  // Books on a shelf.
  page.draw(
    '<g transform="translate(100 84)"><path d="M0 96H92" stroke="#000" stroke-width="5"/>' +
      '<rect x="6" y="14" width="18" height="78"/><rect x="28" y="28" width="14" height="64"/>' +
      '<rect x="46" y="6" width="16" height="86"/><rect x="70" y="18" width="14" height="74" transform="rotate(9 77 55)"/></g>',
  );
  page.line('Harbour City Library', 216, 116, { font: 'sansSemiBold', size: 24 });
  page.line('Application for a reading room card', 216, 166, { font: 'sansBold', size: 42 });
  page.line('Please write in capitals or clearly, and leave the grey field empty.', 216, 200, note);
}

/** A black bar with the section's number and name in white. */
function drawSection(page: Page, y: number, number: string, name: string): void {
  page.draw(`<rect x="${left}" y="${y}" width="${right - left}" height="36" fill="#1d1d1d"/>`);
  page.line(`${number}   ${name}`, left + 14, y + 26, { font: 'sansSemiBold', size: 22, color: '#fff' });
}

interface Field {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height?: number;
  readonly label: string;
  readonly value: string;
  /** A second line of the value. */
  readonly more?: string;
}

/** A box with a printed label in its corner and a handwritten value: together one block. */
function drawField(page: Page, field: Field): void {
  const { x, y, width, height = fieldHeight } = field;
  page.draw(
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="#222" stroke-width="1.8"/>`,
  );
  page.block(() => {
    page.line(field.label, x + 10, y + 21, label);
    // Nobody writes exactly on the line: the value's place varies with its length.
    const wobble = (field.value.length % 5) - 2;
    const baseline = y + (field.more ? 62 : height - 15) + wobble;
    page.line(field.value, x + 22 + 3 * wobble, baseline, hand);
    if (field.more) page.line(field.more, x + 26, baseline + 44, hand);
  });
}

/** A question with check boxes in a row beneath it: together one block. */
function drawChoice(
  page: Page,
  y: number,
  question: string,
  options: readonly string[],
  ticked: readonly number[],
): void {
  page.block(() => {
    page.line(question, left, y, { font: 'sansSemiBold', size: 20 });
    options.forEach((text, index) => {
      const x = left + index * 262;
      drawBox(page, x, y + 40, ticked.includes(index));
      page.line(text, x + 36, y + 40, option);
    });
  });
}

function drawCheck(page: Page, x: number, y: number, text: string, ticked: boolean): void {
  drawBox(page, x, y, ticked);
  page.line(text, x + 36, y, option);
}

/** A check box that stands on the baseline, crossed by pen or empty. */
function drawBox(page: Page, x: number, baseline: number, ticked: boolean): void {
  const y = baseline - 18;
  page.draw(`<rect x="${x}" y="${y}" width="21" height="21" fill="none" stroke="#111" stroke-width="1.8"/>`);
  if (!ticked) return;
  page.draw(
    `<path d="M${x - 3} ${y - 1}q12 11 26 23M${x + 24} ${y - 4}q-13 10 -25 27" fill="none"` +
      ` stroke="${hand.color}" stroke-width="3" stroke-linecap="round"/>`,
  );
}

/** The grey field that the staff fill in. */
function drawOffice(page: Page, y: number): void {
  page.draw(
    `<rect x="${left}" y="${y}" width="${right - left}" height="150" fill="#dedede" stroke="#222" stroke-width="1.8"/>`,
  );
  page.line('For the library', left + 14, y + 32, { font: 'sansSemiBold', size: 20 });
  const fields = ['Card number', 'Valid until', 'Issued by'];
  fields.forEach((text, index) => {
    const x = left + 14 + index * 345;
    page.draw(`<path d="M${x} ${y + 104}h310" stroke="#222" stroke-width="1.5"/>`);
    page.line(text, x, y + 128, label);
  });
}
