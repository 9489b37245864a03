// Draws the stages from lines to regions, for docs/grouping.md:
//
//   node scripts/grouping-pictures.ts
//
// Each picture shows part of a sample page, faded, with what a stage found on it.
import { mkdir, readFile } from 'node:fs/promises';
import type { Region } from '@detect-regions/regions';
import { defaultSettings } from '@detect-regions/spec';
import sharp from 'sharp';
import { loadDetector } from '../src/detector/detector.ts';
import { boundsOf, mapPoint } from '../src/image/frame.ts';
import { findBlocks } from '../src/layout/blocks.ts';
import { boxOfCell, findCells } from '../src/layout/cells.ts';
import { connectedCells } from '../src/layout/grids.ts';
import { boxOf } from '../src/layout/row.ts';
import { joinRows } from '../src/layout/rows.ts';
import type { Look } from '../src/look.ts';
import { readPage } from '../src/page.ts';

const samples = new URL('../../../docs/pages/', import.meta.url);
const out = new URL('../docs/grouping/', import.meta.url);
/** Width of a picture in pixels: two fit beside each other in a page of documentation. */
const WIDTH = 520;
const colours = ['#d62728', '#1f77b4', '#2ca02c', '#9467bd', '#ff7f0e', '#17becf'];

/** A picture: what to draw on which part of which page, from 0 to 1 of its height. */
interface Stage {
  readonly name: string;
  readonly page: 'form' | 'article';
  readonly from: number;
  readonly to: number;
  readonly draw: (page: Look) => readonly Shape[];
}

/** A box with a number or none; those of one group have one colour. */
interface Shape {
  readonly box: Region;
  readonly group: number;
  readonly label?: number;
}

const rowsOf = ({ text }: Look): ReturnType<typeof joinRows> => joinRows(text.pieces);
const boxes = (things: readonly { readonly box: Region }[]): Shape[] =>
  things.map(({ box }, group) => ({ box, group }));

const stages: readonly Stage[] = [
  { name: 'rows', page: 'form', from: 0.06, to: 0.5, draw: (page) => boxes(rowsOf(page)) },
  {
    name: 'rules',
    page: 'form',
    from: 0.06,
    to: 0.5,
    draw: ({ text: { rules } }) =>
      [rules.horizontal, rules.vertical].flatMap((found, group) => found.map((box) => ({ box, group }))),
  },
  {
    name: 'cells',
    page: 'form',
    from: 0.06,
    to: 0.5,
    draw: (page) =>
      connectedCells(findCells(rowsOf(page), page.text.rules)).flatMap((group, i) =>
        group.map((cell) => ({ box: boxOfCell(cell), group: i })),
      ),
  },
  { name: 'fields', page: 'form', from: 0.06, to: 0.5, draw: (page) => boxes(blocksOf(page, 'zone')) },
  { name: 'chains', page: 'article', from: 0.04, to: 0.6, draw: (page) => boxes(blocksOf(page, 'zone')) },
  {
    name: 'paragraphs',
    page: 'article',
    from: 0.04,
    to: 0.6,
    draw: (page) =>
      blocksOf(page, 'paragraph').map(({ rows }, i) => ({ box: boxOf(rows), group: i, label: i + 1 })),
  },
];

function blocksOf({ text }: Look, level: 'zone' | 'paragraph'): ReturnType<typeof findBlocks> {
  return findBlocks(joinRows(text.pieces), text.rules, level);
}

function draw({ box, group, label }: Shape, page: Look, scale: number): string {
  const { left, top, right, bottom } = box;
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ].map((corner) => mapPoint(page.back, corner));
  const points = corners.map(({ x, y }) => `${(x * scale).toFixed(1)},${(y * scale).toFixed(1)}`).join(' ');
  const colour = colours[group % colours.length];
  const { left: x, top: y } = boundsOf(corners);
  const number = `<text x="${x * scale - 3}" y="${y * scale + 11}" text-anchor="end" font-size="12" fill="${colour}">${label}</text>`;
  return (
    `<polygon points="${points}" fill="${colour}" fill-opacity=".15" stroke="${colour}" stroke-width="1.5"/>` +
    (label === undefined ? '' : number)
  );
}

await mkdir(out, { recursive: true });
const detector = loadDetector('auto');
const tools = { detector: () => detector, maxPixels: 1e8, signal: new AbortController().signal };
const pages = new Map<string, Look>();
for (const { name, page: sample, from, to, draw: shapesOf } of stages) {
  const bytes = await readFile(new URL(`${sample}.jpg`, samples));
  const page = pages.get(sample) ?? (await readPage(bytes, defaultSettings, tools));
  pages.set(sample, page);
  const scale = WIDTH / page.width;
  const height = Math.round(page.height * scale);
  const shapes = shapesOf(page).map((shape) => draw(shape, page, scale));
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}"><rect width="100%" height="100%" fill="#fff" opacity=".45"/>${shapes.join('')}</svg>`;
  const top = Math.round(from * height);
  const whole = await sharp(bytes)
    .resize(WIDTH, height)
    .composite([{ input: Buffer.from(overlay) }])
    .png()
    .toBuffer();
  const { size } = await sharp(whole)
    .extract({ left: 0, top, width: WIDTH, height: Math.round(to * height) - top })
    .jpeg({ quality: 78, mozjpeg: true })
    .toFile(new URL(`${name}.jpg`, out).pathname);
  process.stdout.write(`docs/grouping/${name}.jpg: ${Math.round(size / 1000)} kB\n`);
}
await (await detector).close();
