import sharp, { type Sharp } from 'sharp';
import { bmpFile } from './bmp-file.ts';
import { bombs, oddities, type Samples } from './bombs.ts';
import { pdfFile, printText } from './pdf-file.ts';
import { emptyPage, printParagraph, toSharp } from './printed-page.ts';
import { type Random, seededRandom } from './random.ts';

/** A file that somebody might send to do harm, or that was harmed on its way. */
export interface HostileFile {
  readonly name: string;
  /** Makes the file. */
  readonly bytes: () => Uint8Array;
  /** Whether it must be refused; otherwise a result will do as well, since some damage does no harm. */
  readonly refused: boolean;
}

/** How many bytes at the end of a file may be missing without a pixel: of a PNG and GIF, the mark of the end. */
const HARMLESS_END = 12;

/**
 * Hostile files of every format: cut short, with bits flipped, with pieces moved, with the beginning of another format,
 * random, huge, and bombs.
 *
 * @param count - how many; the bombs come first, the rest in turn
 * @param seed - the same seed gives the same files
 */
export async function hostileFiles(count: number, seed: number): Promise<HostileFile[]> {
  const random = seededRandom(seed);
  const samples = await sampleFiles();
  const files: HostileFile[] = [
    ...Object.entries(bombs(samples)).map(([name, bytes]) => ({ name, bytes, refused: true })),
    ...Object.entries(oddities(samples)).map(([name, bytes]) => ({ name, bytes, refused: false })),
  ];
  const formats = Object.entries(samples);
  const harms = [cut, flip, cut, move, flip, pretend, scramble];
  for (let i = 0; files.length < count; i++) {
    const [name, bytes] = formats[i % formats.length] as [string, Uint8Array];
    const harm = harms[Math.floor(i / formats.length) % harms.length] as (typeof harms)[number];
    const harmed = harm(bytes, random);
    files.push({ name: `${name}, ${harmed.how}`, bytes: () => harmed.bytes, refused: harmed.refused });
  }
  return files.slice(0, count);
}

/** A file that was harmed, and how. */
interface Harmed extends Pick<HostileFile, 'refused'> {
  readonly how: string;
  readonly bytes: Uint8Array;
}

function cut(bytes: Uint8Array, random: Random): Harmed {
  const length = random.below(bytes.length);
  return {
    how: `cut at ${length}`,
    bytes: bytes.subarray(0, length),
    refused: bytes.length - length > HARMLESS_END,
  };
}

function flip(bytes: Uint8Array, random: Random): Harmed {
  const damaged = Uint8Array.from(bytes);
  const flips = 1 + random.below(4);
  // The first bytes of a file do the most.
  for (let i = 0; i < flips; i++) {
    const at = random.below(random.below(3) === 0 ? Math.min(200, bytes.length) : bytes.length);
    damaged[at] = (damaged[at] as number) ^ (1 << random.below(8));
  }
  return { how: `${flips} bits flipped`, bytes: damaged, refused: false };
}

function move(bytes: Uint8Array, random: Random): Harmed {
  const [from, to] = [random.below(bytes.length), random.below(bytes.length)];
  const damaged = Uint8Array.from(bytes);
  damaged.copyWithin(to, from, from + random.below(500));
  return { how: `a piece from ${from} copied to ${to}`, bytes: damaged, refused: false };
}

/** First bytes of each format, for what isn't of it. */
const BEGINNINGS = [
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8\xff\xe0',
  'GIF89a',
  'BM',
  'II*\0',
  'MM\0*',
  '%PDF-1.7\n',
  'RIFF\0\0\0\0WEBP',
  '<svg ',
  '\0\0\0',
];

function beginning(random: Random): Buffer {
  return Buffer.from(BEGINNINGS[random.below(BEGINNINGS.length)] as string, 'latin1');
}

/** The beginning of one format before the rest of another. */
function pretend(bytes: Uint8Array, random: Random): Harmed {
  const head = beginning(random);
  // Two bytes tell the formats apart.
  const same = head[0] === bytes[0] && head[1] === bytes[1];
  return {
    how: `begins with ${head.toString('hex')}`,
    bytes: Buffer.concat([head, bytes.subarray(head.length)]),
    refused: !same,
  };
}

function scramble(_: Uint8Array, random: Random): Harmed {
  const bytes = Buffer.concat([beginning(random), random.bytes(random.below(5000))]);
  return { how: 'random bytes', bytes, refused: true };
}

/** A small page in every format. */
export async function sampleFiles(): Promise<Samples & Record<string, Uint8Array>> {
  const page = emptyPage(360, 120);
  printParagraph(page, 2, 16, 20, 20);
  const picture = (): Sharp => toSharp(page);
  const grey = (): Sharp => toSharp(page).extractChannel('red');
  const bits = sharp(await grey().png().toBuffer()).toColourspace('b-w');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="120"><defs><g id="a"><path d="M0 0H9V9Z"/></g></defs>
    <text x="20" y="50" font-size="24">The clerk wrote</text><use href="#a"/><rect x="20" y="80" width="200" height="20" fill="#000"/></svg>`;
  const indices = Uint8Array.from({ length: 360 * 120 }, (_, i) => (page.data[3 * i] === 0 ? 1 : 0));
  const palette = [
    [255, 255, 255],
    [0, 0, 0],
  ];
  return {
    png: await picture().png().toBuffer(),
    'interlaced png': await picture().png({ progressive: true }).toBuffer(),
    jpeg: await picture().jpeg().toBuffer(),
    'progressive jpeg': await picture()
      .withMetadata({ orientation: 6 })
      .jpeg({ progressive: true })
      .toBuffer(),
    gif: await picture().gif().toBuffer(),
    webp: await picture().webp().toBuffer(),
    'lossless webp': await picture().webp({ lossless: true }).toBuffer(),
    'tiff with lzw': await picture().tiff({ compression: 'lzw' }).toBuffer(),
    'tiff with g4': await bits.clone().tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
    'tiff with jpeg in tiles': await picture().tiff({ compression: 'jpeg', tile: true }).toBuffer(),
    bmp: bmpFile(360, 120, indices, { bits: 8, palette }),
    svg: Buffer.from(svg),
    pdf: pdfFile([{ content: printText('The clerk wrote', 20, 60, 24), entries: '/MediaBox [0 0 360 120]' }]),
  };
}
