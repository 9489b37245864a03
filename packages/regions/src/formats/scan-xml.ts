import { RegionsFormatError } from '../format-error.ts';

/** An element of a document. */
export interface XmlElement {
  /** Its name without prefix. */
  readonly name: string;
  /** Its attributes by name, prefix included, with references resolved. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The element that it stands in; none for the root. */
  readonly parent: XmlElement | undefined;
  /** The text directly in it, with references resolved. */
  text: string;
}

const NAME = '[\\p{L}_][\\p{L}\\p{N}\\p{M}._\\-]*(?::[\\p{L}_][\\p{L}\\p{N}\\p{M}._\\-]*)?';

interface Patterns {
  readonly tag: RegExp;
  readonly attribute: RegExp;
}

let compiled: Patterns | undefined;

/** Compiled when the first document is read: letters of all scripts make that dear, and most programs read none. */
function patterns(): Patterns {
  compiled ??= {
    tag: new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'uy'),
    attribute: new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu'),
  };
  return compiled;
}

const DEEPEST = 256;
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Constructs of which nothing is wanted, or the text alone, with the end that each must have and what may not stand before it. */
const constructs = [
  { start: '<!--', end: '-->', isText: false, without: /--|-$/ },
  { start: '<![CDATA[', end: ']]>', isText: true, without: undefined },
  { start: '<?', end: '?>', isText: false, without: undefined },
] as const;

/**
 * The elements of an XML document in document order. Strict about what it reads (tags, attributes, nesting,
 * references), and without document types, so that no entities can blow up a small file.
 *
 * @throws {@link RegionsFormatError} when the text is no well-formed XML, has a document type, or nests deeper
 * than 256 elements
 */
export function scanXml(text: string): XmlElement[] {
  if (typeof text !== 'string') throw new RegionsFormatError('XML text', typeof text);
  const { tag } = patterns();
  const elements: XmlElement[] = [];
  let open: XmlElement | undefined;
  let depth = 0;
  // A byte order mark may come first.
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const fail = (expected: string): never => {
    throw new RegionsFormatError(expected, `something else at character ${at}`);
  };
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      const content = text.slice(at, end);
      if (open) open.text += resolve(content, fail);
      else if (content.trim() !== '') fail('XML: an element');
      at = end;
      continue;
    }
    const construct = constructs.find(({ start }) => text.startsWith(start, at));
    if (construct) {
      const from = at + construct.start.length;
      const end = text.indexOf(construct.end, from);
      if (end < 0) fail(`XML: ${construct.end} after ${construct.start}`);
      if (construct.without?.test(text.slice(from, end))) fail('XML: no -- in a comment');
      if (construct.isText) {
        if (!open) fail('XML: an element');
        else open.text += text.slice(from, end);
      }
      at = end + construct.end.length;
      continue;
    }
    if (text.startsWith('<!', at)) fail('XML without a document type');
    tag.lastIndex = at;
    const [whole, closes, prefixed, list, empty] = tag.exec(text) ?? fail('XML: a tag');
    const name = (prefixed as string).replace(/^.*:/u, '');
    if (closes) {
      if (open?.name !== name || list || empty) fail('XML: the closing tag of the open element');
      open = open?.parent;
      depth -= 1;
    } else {
      if (!open && elements.length > 0) fail('XML with one root element');
      const element = { name, attributes: readAttributes(list as string, fail), parent: open, text: '' };
      elements.push(element);
      if (!empty) {
        open = element;
        depth += 1;
        if (depth > DEEPEST) fail(`XML no deeper than ${DEEPEST} elements`);
      }
    }
    at += (whole as string).length;
  }
  if (open || elements.length === 0) fail('XML with one whole element');
  return elements;
}

function readAttributes(list: string, fail: (expected: string) => never): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single] of list.matchAll(patterns().attribute)) {
    if (attributes.has(name as string)) fail('XML: no attribute twice');
    const value = (double ?? single ?? '').replace(/[\t\n\r]/g, ' ');
    attributes.set(name as string, resolve(value, fail));
  }
  return attributes;
}

function resolve(text: string, fail: (expected: string) => never): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));|&/gi, (_whole, decimal, hex, name) => {
    if (name !== undefined && Object.hasOwn(entities, name)) return entities[name] as string;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff
      ? String.fromCodePoint(code)
      : fail('XML: a reference that it defines');
  });
}
