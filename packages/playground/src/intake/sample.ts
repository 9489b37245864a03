/** The page's size, in pixels: A4 at 150 dots per inch. */
const size = { width: 1240, height: 1754 };

/** Where text begins, in pixels from the left. */
const [left, right] = [130, 740];

/** A block of text: where its first line stands, the size of its letters and what is from line to line, in pixels. */
interface Block {
  readonly x: number;
  readonly y: number;
  readonly letters: number;
  readonly leading: number;
  readonly lines: readonly string[];
  readonly bold?: true;
}

const blocks: readonly Block[] = [
  { x: left, y: 210, letters: 64, leading: 0, bold: true, lines: ['The Harbour Gazette'] },
  { x: left, y: 262, letters: 24, leading: 0, lines: ['News of the quay and of those who work on it'] },
  { x: 930, y: 262, letters: 24, leading: 0, lines: ['Tuesday, 3 March'] },
  { x: left, y: 400, letters: 36, leading: 0, bold: true, lines: ['New crane lifts its first load'] },
  {
    x: left,
    y: 470,
    letters: 25,
    leading: 38,
    lines: [
      'At half past six in the morning, with fog still',
      'on the water, the crane at the north pier took',
      'forty sacks of grain off the barge Marigold and',
      'set them down in the yard. Nobody clapped; it',
      'was too early for that, and too cold.',
    ],
  },
  {
    x: left,
    y: 700,
    letters: 25,
    leading: 38,
    lines: [
      'Its driver, Ines Halloran, has worked the old',
      'crane for eleven years. The new one, she says,',
      'is quicker, and has a heater.',
    ],
  },
  { x: right, y: 420, letters: 36, leading: 0, bold: true, lines: ['Tides of the week'] },
  {
    x: right,
    y: 494,
    letters: 25,
    leading: 36,
    lines: ['Wednesday 06.12, Thursday 06.58,', 'Friday 07.41, Saturday 08.23.'],
  },
  {
    x: right,
    y: 610,
    letters: 21,
    leading: 30,
    lines: ['Heights above the mark on the', 'harbour office. Ask there before', 'you sail.'],
  },
  { x: left, y: 960, letters: 36, leading: 0, bold: true, lines: ['Lost and found'] },
  {
    x: left,
    y: 1030,
    letters: 25,
    leading: 46,
    lines: [
      '•  One oar, painted green, near the slipway',
      '•  A box of brass buttons, on the ferry',
      '•  A cat, grey, answers to Admiral. It has been found, and does not wish to be lost again',
    ],
  },
  { x: 600, y: 1640, letters: 22, leading: 0, lines: ['1'] },
];

/** Draws a page for those who have none at hand. It is drawn when it is asked for: as a file it would outweigh the rest. */
export async function samplePage(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws nothing.');
  context.fillStyle = '#fbfaf5';
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = '#22242a';
  context.fillRect(left, 300, size.width - 2 * left, 3);
  context.fillRect(left, 880, size.width - 2 * left, 1);
  for (const { x, y, letters, leading, lines, bold } of blocks) {
    context.font = `${bold ? 'bold ' : ''}${letters}px Georgia, 'Times New Roman', serif`;
    for (const [index, line] of lines.entries()) context.fillText(line, x, y + index * leading);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (blob === null) throw new Error('this browser draws nothing.');
  return blob;
}
