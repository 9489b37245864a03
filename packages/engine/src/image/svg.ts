import { SaxesParser } from 'saxes';
import sharp from 'sharp';
import { EngineError } from '../errors.ts';

/** How many elements may be drawn once every `use` is followed: a few kB could ask for billions. */
const MOST_ELEMENTS = 100_000;

/**
 * As how many elements a layer counts: an element that is drawn apart and then laid on the page takes as long as some
 * hundred shapes.
 */
const LAYER_ELEMENTS = 200;

/**
 * As how many elements a piece of text counts: a hundredth of the square of its characters. It is laid out in a time
 * that grows so; 2,000 characters without a break take half a second.
 */
const TEXT_ELEMENTS = 1 / 100;

/** How deeply elements may be nested: what the renderer's XML parser allows. */
const MOST_DEPTH = 256;

/** Encodings in which ASCII stands for itself: in any other one, what is read here isn't what is drawn. */
const ENCODINGS = /^(utf-8|us-ascii|iso-8859-\d{1,2}|windows-125\d)$/i;

/** What an SVG refers to, and how much of it. */
interface Contents {
  /** For each element with an id, and for the document (''), what is drawn inside it. */
  readonly parts: ReadonlyMap<string, Part>;
  /** Pictures that are embedded as data URLs. */
  readonly embedded: readonly string[];
}

interface Part {
  /** Elements inside, or what takes as long; those of inner parts not counted. */
  elements: number;
  /** Ids of inner parts, and of parts that `use` elements inside refer to. */
  readonly drawn: string[];
}

/**
 * Refuses an SVG that would cost far more to draw than its size says: embedded pictures of too many pixels,
 * drawings nested in data URLs, `use` elements that multiply, declarations of entities. External files are not
 * looked at: the renderer doesn't load any.
 *
 * @param bytes - the file, in UTF-8
 * @param maxPixels - the limit for all embedded pictures together
 * @throws EngineError `invalid-image` for XML that isn't well formed, `too-large` for what costs too much,
 *   `unsupported-image` for what isn't drawn
 */
export async function checkSvg(bytes: Uint8Array, maxPixels: number): Promise<void> {
  const { parts, embedded } = parse(new TextDecoder().decode(bytes));
  if (countElements(parts) > MOST_ELEMENTS) {
    throw refuse(
      'too-large',
      `The SVG draws more than ${MOST_ELEMENTS} elements: simplify it, or send it as PNG.`,
    );
  }
  let pixels = 0;
  for (const url of embedded) {
    pixels += await countPixels(url);
    if (pixels > maxPixels) {
      throw refuse(
        'too-large',
        `The pictures in the SVG have more than ${maxPixels} pixels: scale them down.`,
      );
    }
  }
}

function parse(text: string): Contents {
  const root: Part = { elements: 0, drawn: [] };
  const parts = new Map([['', root]]);
  const open = [root];
  const embedded: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (cause) => {
    throw refuse('invalid-image', "The image looks like SVG but isn't well-formed XML.", cause);
  });
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!ENCODINGS.test(encoding)) {
      throw refuse('unsupported-image', `The SVG is encoded in ${encoding}: save it in UTF-8.`);
    }
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) {
      throw refuse('unsupported-image', 'The SVG declares entities, which are not read: resolve them first.');
    }
  });
  let texts = 0;
  parser.on('opentag', ({ name: element, attributes }) => {
    if (isText(element)) texts++;
    let part = open.at(-1) as Part;
    part.elements += Object.entries(attributes).some(isLayer) ? LAYER_ELEMENTS : 1;
    if (open.length > MOST_DEPTH)
      throw refuse('too-large', 'The SVG nests its elements too deeply: flatten it.');
    for (const [name, value] of Object.entries(attributes)) {
      const target = value.trim();
      // Patterns, masks and clips are drawn each time that they are referred to.
      for (const [, id] of target.matchAll(/url\(\s*['"]?#([^'")]*)/g)) part.drawn.push(id as string);
      if (!/(^|:)href$/.test(name)) continue;
      if (target.startsWith('#')) part.drawn.push(target.slice(1));
      if (/^data:/i.test(target)) embedded.push(target);
    }
    const { id } = attributes;
    if (id !== undefined && !parts.has(id)) {
      part.drawn.push(id);
      part = { elements: 0, drawn: [] };
      parts.set(id, part);
    }
    open.push(part);
  });
  parser.on('text', (text) => {
    // A style sheet is no text that is drawn.
    if (texts > 0) (open.at(-1) as Part).elements += TEXT_ELEMENTS * text.length ** 2;
  });
  parser.on('closetag', ({ name }) => {
    if (isText(name)) texts--;
    open.pop();
  });
  parser.write(text.replace(/^\ufeff/, '')).close();
  return { parts, embedded };
}

function isText(name: string): boolean {
  return name === 'text' || name.endsWith(':text');
}

/** Whether an attribute has its element drawn apart. */
function isLayer([name, value]: [string, string]): boolean {
  if (name === 'style') return /(^|[;\s])(opacity|mask)\s*:/.test(value);
  return name === 'mask' || (name === 'opacity' && value.trim() !== '1');
}

/** Elements that are drawn when every reference is followed; a circle counts as too many. */
function countElements(parts: ReadonlyMap<string, Part>): number {
  const counts = new Map<string, number>();
  const count = (id: string): number => {
    const known = counts.get(id);
    if (known !== undefined) return known;
    const part = parts.get(id);
    if (!part) return 0;
    counts.set(id, Infinity);
    const total = part.drawn.reduce((sum, inner) => sum + count(inner), part.elements);
    counts.set(id, total);
    return total;
  };
  return count('');
}

async function countPixels(url: string): Promise<number> {
  const [head = '', data = ''] = url.split(/,(.*)/s);
  if (/svg|xml/i.test(head)) {
    throw refuse('unsupported-image', 'The SVG has another SVG inside a data URL, which is not drawn.');
  }
  try {
    const bytes = /;\s*base64/i.test(head)
      ? Buffer.from(data, 'base64')
      : Buffer.from(decodeURIComponent(data), 'latin1');
    const { width, height } = await sharp(bytes).metadata();
    return width * height;
  } catch (cause) {
    throw refuse('invalid-image', "A picture that is embedded in the SVG can't be decoded.", cause);
  }
}

function refuse(
  code: 'invalid-image' | 'too-large' | 'unsupported-image',
  message: string,
  cause?: unknown,
): EngineError {
  return new EngineError(code, message, { field: 'image', cause });
}
