import type { ImageHeader } from '../raster.ts';
import type { Read } from '../source.ts';
import { PdfDocument } from './document.ts';
import { arrayOf, type Dictionary, dictionaryOf, type Value } from './syntax.ts';

/** A page of a PDF. */
export interface PdfPage {
  /** Counted from 1. */
  readonly number: number;
  /** Width of what is shown, in points (1/72 inch), after the page's own rotation. */
  readonly width: number;
  /** Height of what is shown, in points (1/72 inch), after the page's own rotation. */
  readonly height: number;
}

/** A file that would need more is given up. */
const mostReads = 200;
/** A file that would need more is given up, in bytes. */
const mostBytes = 8 * 1024 * 1024;
/** The first page is that deep in the tree of pages, or among so many empty branches, at most. */
const mostNodes = 64;
/** What a page has from the nodes above it (ISO 32000-1, table 30). */
const inherited = ['/MediaBox', '/CropBox', '/Rotate'] as const;

/**
 * Finds the first page of a PDF and its size: what its `CropBox` shows of its `MediaBox`, turned by `Rotate`, times
 * `UserUnit`.
 *
 * Reads the end of the file and the few objects on the way, never more than 8 MiB.
 *
 * @param head - the first bytes as text, in which the PDF begins
 * @param size - of all, in bytes; a file of unknown size is not looked into
 * @returns nothing when it can't be told: the file is damaged, its objects are encrypted, or can't be read from the end
 */
export async function pdfHeader(head: string, read: Read, size: number | undefined): Promise<ImageHeader> {
  if (size === undefined) return {};
  // Where something comes before the PDF, some writers count from its beginning and some from that of the file.
  for (const start of new Set([0, head.indexOf('%PDF-')])) {
    const page = await firstPage((from, to) => read(start + from, start + to), size - start);
    if (page !== undefined) return { page };
  }
  return {};
}

async function firstPage(read: Read, size: number): Promise<PdfPage | undefined> {
  let reads = 0;
  let bytes = 0;
  const tooMuch = new Error('This PDF takes too much to be understood.');
  const bounded: Read = (start, end) => {
    bytes += end - start;
    if (++reads > mostReads || bytes > mostBytes) throw tooMuch;
    return start < size ? read(start, Math.min(end, size)) : Promise.resolve(new Uint8Array());
  };
  try {
    const document = new PdfDocument(bounded);
    const trailer = await document.open(size);
    const catalog = dictionaryOf(await document.resolve(trailer?.get('/Root')));
    const page = await firstLeaf(document, catalog?.get('/Pages'));
    return page && (await sizeOf(document, page));
  } catch (error) {
    if (error === tooMuch) return undefined;
    throw error;
  }
}

/** The first page of a tree of pages, with what it inherits. */
async function firstLeaf(document: PdfDocument, root: Value | undefined): Promise<Dictionary | undefined> {
  const nodes: { readonly node: Value | undefined; readonly above: Dictionary }[] = [
    { node: root, above: new Map() },
  ];
  for (let count = 0; count < mostNodes; count++) {
    const next = nodes.shift();
    const node = dictionaryOf(await document.resolve(next?.node));
    // Another page must not pass for one that can't be found.
    if (next === undefined || node === undefined) return undefined;
    const own = new Map(next.above);
    for (const name of inherited) {
      const value = node.get(name);
      if (value !== undefined) own.set(name, value);
    }
    const kids = await document.resolve(node.get('/Kids'));
    if (kids === undefined) return new Map([...node, ...own]);
    nodes.unshift(...(arrayOf(kids) ?? []).slice(0, mostNodes).map((kid) => ({ node: kid, above: own })));
  }
  return undefined;
}

async function sizeOf(document: PdfDocument, page: Dictionary): Promise<PdfPage | undefined> {
  const media = await boxOf(document, page.get('/MediaBox'));
  if (media === undefined) return undefined;
  const crop = await boxOf(document, page.get('/CropBox'));
  const shown = (crop && common(media, crop)) ?? media;
  const unit = await document.resolve(page.get('/UserUnit'));
  const scale = typeof unit === 'number' && unit > 0 ? unit : 1;
  const width = points((shown.right - shown.left) * scale);
  const height = points((shown.top - shown.bottom) * scale);
  if (width === 0 || height === 0 || width + height === Infinity) return undefined;
  const rotate = await document.resolve(page.get('/Rotate'));
  const turned = typeof rotate === 'number' && Math.abs(rotate % 180) === 90;
  return turned ? { number: 1, width: height, height: width } : { number: 1, width, height };
}

/** Counted from the bottom left. */
interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Any two opposite corners make a box (ISO 32000-1, section 7.9.5). */
async function boxOf(document: PdfDocument, value: Value | undefined): Promise<Box | undefined> {
  const given = arrayOf(await document.resolve(value))?.slice(0, 4) ?? [];
  const corners = await Promise.all(given.map((corner) => document.resolve(corner)));
  const [x1, y1, x2, y2] = corners.map((corner) => (typeof corner === 'number' ? corner : Number.NaN));
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  return boxed({
    left: Math.min(x1, x2),
    bottom: Math.min(y1, y2),
    right: Math.max(x1, x2),
    top: Math.max(y1, y2),
  });
}

function common(a: Box, b: Box): Box | undefined {
  return boxed({
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  });
}

/** The box, when there is something in it. */
function boxed(box: Box): Box | undefined {
  return box.right - box.left > 0 && box.top - box.bottom > 0 ? box : undefined;
}

/** Differences of decimal fractions have errors that nobody wants to see. */
function points(length: number): number {
  return Math.round(length * 1_000) / 1_000;
}
