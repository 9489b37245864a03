import { RegionsFormatError } from '../format-error.ts';
import type { Region } from '../region.ts';
import type { PageRegions } from './page.ts';
import { decimal, imageSize, named } from './read-page.ts';
import { scanXml, type XmlElement } from './scan-xml.ts';

/**
 * Reads the text regions of a PAGE-XML document, version 2013 or later, as the bounding boxes of their
 * polygons: the outermost `TextRegion`s, those in tables and other regions included. Those named in
 * `ReadingOrder` come first, in its order; the others follow in document order.
 *
 * @param text - XML text
 * @returns the page, in pixels
 * @throws {@link RegionsFormatError} when the text is no such document; `index` tells the place, from 0, of
 * the text region at fault
 */
export function fromPageXml(text: string): PageRegions {
  const elements = scanXml(text);
  const pages = elements.filter(({ name }) => name === 'Page');
  if (elements[0]?.name !== 'PcGts' || pages.length !== 1) {
    throw new RegionsFormatError('the element PcGts with one Page', 'something else');
  }
  const outlines = new Map<XmlElement, string>();
  for (const { name, parent, attributes } of elements) {
    if (name === 'Coords' && parent) outlines.set(parent, attributes.get('points') ?? '');
  }
  const found = elements.filter((element) => element.name === 'TextRegion' && !liesInTextRegion(element));
  const boxes = found.map((element, index) => ({ element, box: bounds(outlines.get(element), index) }));

  const places = new Map<string, number>();
  for (const { name, attributes } of elements) {
    const id = attributes.get('regionRef');
    if (id !== undefined && /^RegionRef(Indexed)?$/.test(name)) places.set(id, places.size);
  }
  const place = (element: XmlElement): number =>
    places.get(element.attributes.get('id') ?? '') ?? places.size;
  const regions = boxes.sort((a, b) => place(a.element) - place(b.element)).map(({ box }) => box);

  const page = pages[0]?.attributes;
  const size = imageSize(decimal(page?.get('imageWidth')), decimal(page?.get('imageHeight')));
  return named({ ...size, regions }, page?.get('imageFilename'));
}

function liesInTextRegion(element: XmlElement): boolean {
  for (let outer = element.parent; outer; outer = outer.parent) if (outer.name === 'TextRegion') return true;
  return false;
}

function bounds(points: string | undefined, index: number): Region {
  const pairs =
    points
      ?.trim()
      .split(/\s+/)
      .map((pair) => pair.split(',').map(decimal)) ?? [];
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y, ...more] of pairs) {
    if (x === undefined || y === undefined || more.length > 0) throw noOutline(index);
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  if (pairs.length < 2) throw noOutline(index);
  return box;
}

function noOutline(index: number): RegionsFormatError {
  return new RegionsFormatError('Coords with points "x,y x,y …"', 'something else', index);
}
