import { type BrokenLine, breakLines } from './break-lines.ts';
import { Page } from './page.ts';
import type { Style } from './text.ts';

const body: Style = { font: 'serif', size: 19 };
const caption: Style = { font: 'serifItalic', size: 17 };
const heading: Style = { font: 'sansBold', size: 23 };
const running: Style = { font: 'sans', size: 16, color: '#222' };

const leading = 25;
const columnWidth = 488;
const columns = [110, 642] as const;
const top = 548;
const bottom = 1632;

const title = 'From Page Image to Regions';
const subtitle = 'How a program finds the text on a scan before it reads a single letter';
const authors = 'Mira Halvorsen and Tomas Everly';
const abstract =
  'A scanner knows nothing of words. It hands over a few mil‧lion col‧oured dots, and some‧thing must decide ' +
  'which of them belong to‧geth‧er. This note follows a page from the glass to a short list of rec‧tan‧gles, ' +
  'and explains why that list is worth having even when no‧body means to rec‧og‧nise the text, or when ' +
  'some‧body means to do so later, on an‧oth‧er ma‧chine and in an‧oth‧er lan‧guage.';

type Item =
  | { readonly kind: 'heading' | 'paragraph' | 'first'; readonly text: string }
  | { readonly kind: 'figure'; readonly text: string };

/** In reading order; U+2027 marks where a word may be divided. */
const story: readonly Item[] = [
  { kind: 'heading', text: '1  What the scanner sees' },
  {
    kind: 'first',
    text:
      'Lay a letter on the glass and the machine returns a grid of bright‧ness values. The margin, the crease ' +
      'and the coffee stain are re‧cord‧ed with the same care as the sig‧na‧ture. Nothing in the grid says that ' +
      'one dark patch is a comma and another a shadow. Struc‧ture is some‧thing that we, the read‧ers, add: we ' +
      'see columns, notice a head‧ing by its weight, and know where to go on when a line ends.',
  },
  {
    kind: 'paragraph',
    text:
      'A program has to earn the same know‧ledge in steps. The first step asks of every dot whether it is part ' +
      'of some text or not. Small neur‧al net‧works are good at this now, and they answer with a map of ' +
      'prob‧a‧bil‧i‧ties, bright where writing is likely and dark where the paper is bare.',
  },
  { kind: 'heading', text: '2  From dots to lines' },
  {
    kind: 'first',
    text:
      'Cut the map at a thresh‧old and islands remain. Most of them are lines, or pieces of lines that a wide ' +
      'space has torn apart. The pieces are joined where they share a base‧line and stand close to each other, ' +
      'but never across a gutter: two columns must stay two, how‧ever neatly their lines happen to meet.',
  },
  {
    kind: 'paragraph',
    text:
      'Paper seldom lies straight. A turn of one degree lifts the end of a long line by its own height, so the ' +
      'angle is mea‧sured first. Sums of ink along slanted rows rise and fall most sharply when the rows ' +
      'follow the writing, and that is the angle by which the page is set right.',
  },
  {
    kind: 'paragraph',
    text:
      'What is left over matters too. A speck of dust makes an island as well, and so does the rule under a ' +
      'heading or the edge of a photo‧graph. Each island is there‧fore given a mark: how sure was the net‧work, ' +
      'on av‧er‧age, of the dots inside? Islands with low marks are dropped, and who‧ever would rather see too ' +
      'much than too little may lower the bar.',
  },
  {
    kind: 'figure',
    text: 'Figure 1. Left, a page as it was scanned. Right, the regions that a reader would point at.',
  },
  { kind: 'heading', text: '3  From lines to blocks' },
  {
    kind: 'first',
    text:
      'A para‧graph is a stack of lines that agree: in height, in their left edge, in the distance from one ' +
      'base‧line to the next. Walk down the column and ask of each line whether it con‧tin‧ues the one above. ' +
      'A larger gap says no. So does a change of weight, which is how a heading parts from the text that it ' +
      'an‧noun‧ces, and so does a short last line fol‧lowed by an indent.',
  },
  {
    kind: 'paragraph',
    text:
      'Tables refuse this rule, be‧cause their cells agree side‧ways as well. Forms refuse it too: a label and ' +
      'the answer beneath it differ in every respect and still belong to‧geth‧er. Such cases are why no list ' +
      'of rules is ever quite com‧plete, and why a good program says how sure it is.',
  },
  {
    kind: 'paragraph',
    text:
      'Then comes the order. In a book it is plain: down the page. With two columns it is down the left one ' +
      'and on at the top of the right, un‧less a title or a picture spans both and starts the count afresh. ' +
      'A pro‧gram cuts the page along its widest empty strips, first one way and then the other, until every ' +
      'piece is a single block, and reads off the pieces in the order of the cuts.',
  },
  { kind: 'heading', text: '4  Why stop there' },
  {
    kind: 'first',
    text:
      'Regions are useful before any letter has been read. A clerk can check them at a glance. A later step ' +
      'can work on one column at a time, or skip the crest and the stamp. And a rec‧tan‧gle of four numbers ' +
      'is cheap to store, to com‧pare and to correct, which cannot be said of a page of text with three words ' +
      'missing.',
  },
  {
    kind: 'paragraph',
    text:
      'The test of a list of regions is simple. Print the page, take a pencil, and draw the boxes by hand; ' +
      'then lay both sheets on a window. Where the boxes cover each other well, the machine has seen what ' +
      'you have seen. Where they do not, one of the two was not paying attention. It is worth the ' +
      'trouble to find out which: more than once it has been the reader, who took a stain for a full stop, or ' +
      'missed the line at the foot of the page that told where the story went on.',
  },
];

/** A page of a journal: running head, title, abstract over both columns, justified text, figure, folio. */
export function drawArticle(): Page {
  const page = new Page(1240, 1754);
  page.block(() => {
    page.line('Notes on Paper and Pixels', columns[0], 104, running);
    page.line('Volume 7, Number 2', columns[1] + columnWidth, 104, running, 'right');
  });
  page.draw('<path d="M110 118H1130" stroke="#222" stroke-width="1.2"/>');

  page.line(title, 620, 212, { font: 'serifBold', size: 52 }, 'center');
  page.line(subtitle, 620, 262, { font: 'serifItalic', size: 25 }, 'center');
  page.line(authors, 620, 312, { font: 'sansSemiBold', size: 20 }, 'center');
  page.line('Abstract', 620, 366, { font: 'sansBold', size: 18 }, 'center');
  page.block(() => {
    page.paragraph(
      abstract,
      { font: 'serif', size: 18.5 },
      {
        x: 200,
        y: 396,
        width: 840,
        leading: 25,
        justify: true,
      },
    );
  });

  drawStory(page);
  page.line('41', 620, 1692, running, 'center');
  return page;
}

/** Sets the story in two columns; a figure that does not fit goes to the top of the next one. */
function drawStory(page: Page): void {
  let column = 0;
  let y = top;
  let waiting: string | undefined;
  const x = (): number => columns[column] ?? 0;

  for (const { kind, text } of story) {
    if (kind === 'heading') drawHeading(text);
    else if (kind === 'figure') waiting = text;
    else drawParagraph(text, kind === 'paragraph' ? 26 : 0);
  }

  function nextColumn(): void {
    column += 1;
    y = top;
    if (column >= columns.length) throw new Error('the article does not fit on its page');
    if (waiting) y = drawFigure(page, waiting, x(), y);
    waiting = undefined;
  }

  function drawHeading(text: string): void {
    // A heading takes at least two lines of its paragraph along.
    if (y + 4 * leading > bottom) nextColumn();
    if (y > top) y += leading * 0.75;
    page.line(text, x(), y, heading);
    y += leading * 1.25;
  }

  /** A paragraph that a column can't hold goes on in the next, as a block of its own. */
  function drawParagraph(text: string, indent: number): void {
    // No line stands alone at the foot of a column.
    if (y + leading > bottom) nextColumn();
    const lines = breakLines(text, body, { width: columnWidth, indent, justify: true });
    const fitting = Math.floor((bottom - y) / leading) + 1;
    setBlock(lines.slice(0, fitting), indent);
    if (lines.length > fitting) {
      nextColumn();
      setBlock(lines.slice(fitting), 0);
    }
  }

  function setBlock(lines: readonly BrokenLine[], indent: number): void {
    page.block(() => {
      y = page.setLines(lines, body, { x: x(), y, width: columnWidth, leading, indent, justify: true });
    });
  }
}

/** A scanned page, an arrow, the same page with its regions; beneath, the caption. */
function drawFigure(page: Page, text: string, x: number, above: number): number {
  const y = above - 4;
  const height = 222;
  page.draw(
    `<rect x="${x}" y="${y}" width="${columnWidth}" height="${height}" fill="#f1f1f1" stroke="#999"/>`,
  );
  const sheets = [x + 42, x + columnWidth - 42 - 150] as const;
  for (const sheet of sheets) {
    page.draw(
      `<rect x="${sheet}" y="${y + 16}" width="150" height="190" fill="#fff" stroke="#333" stroke-width="1.5"/>`,
    );
  }
  const regions = [
    [18, 16, 114, 14],
    [18, 44, 52, 62],
    [80, 44, 52, 34],
    [80, 88, 52, 84],
    [18, 116, 52, 56],
  ] as const;
  for (const [left, down, width, tall] of regions) {
    for (let row = 3; row < tall - 2; row += 7) {
      const short = row + 7 >= tall - 2 && tall > 20 ? 0.6 : 1;
      const bar = `y="${y + 16 + down + row}" width="${(width - 6) * short}" height="2.6" fill="#555"`;
      for (const sheet of sheets) page.draw(`<rect x="${sheet + left + 3}" ${bar}/>`);
    }
    page.draw(
      `<rect x="${sheets[1] + left - 1}" y="${y + 15 + down}" width="${width + 2}" height="${tall + 2}"` +
        ' fill="#000" fill-opacity="0.1" stroke="#111" stroke-width="2"/>',
    );
  }
  const [from, to, middle] = [sheets[0] + 170, sheets[1] - 20, y + height / 2];
  page.draw(
    `<path d="M${from} ${middle}H${to}m-14 -9l14 9l-14 9" fill="none" stroke="#333" stroke-width="3"/>`,
  );
  let end = 0;
  page.block(() => {
    end = page.paragraph(text, caption, { x, y: y + height + 26, width: columnWidth, leading: 22 });
  });
  return end + 20;
}
