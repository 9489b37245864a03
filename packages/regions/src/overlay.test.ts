import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { overlaySvg } from './overlay.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** The elements of a document in document order; throws unless the document is well-formed XML. */
function parse(svg: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const element = { name: tag.name, attributes: tag.attributes as Record<string, string>, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(svg).close();
  return elements;
}

const named = (elements: Element[], name: string): Element[] => elements.filter((one) => one.name === name);

/** Contrast ratio of WCAG 2, 1 to 21. */
function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

const page = { width: 1240, height: 1754 };
const regions = [
  { left: 100, top: 120, right: 600, bottom: 300 },
  { left: 640, top: 120, right: 1140, bottom: 500 },
];

describe('overlaySvg', () => {
  it('has the page in pixels as its view box and says what it shows', () => {
    const [svg, title] = parse(overlaySvg({ ...page, regions }));
    expect(svg?.attributes).toMatchObject({
      viewBox: '0 0 1240 1754',
      width: '1240',
      height: '1754',
      role: 'img',
    });
    expect(svg?.attributes['aria-label']).toBe('2 regions on a page of 1240 × 1754 pixels');
    expect(title).toMatchObject({ name: 'title', text: '2 regions on a page of 1240 × 1754 pixels' });
  });

  it('numbers the regions in the order given, and tells their corners', () => {
    const elements = parse(overlaySvg({ ...page, regions }));
    expect(named(elements, 'text').map((one) => one.text)).toEqual(['1', '2']);
    expect(named(elements, 'title').map((one) => one.text)).toEqual([
      '2 regions on a page of 1240 × 1754 pixels',
      '1: 100, 120 to 600, 300',
      '2: 640, 120 to 1140, 500',
    ]);
  });

  it('draws each rectangle around its region, the stroke outside', () => {
    const [first] = named(parse(overlaySvg({ ...page, regions })), 'rect');
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
      Number(first?.attributes[name]),
    );
    const half = Number(first?.attributes['stroke-width']) / 2;
    expect(x).toBeCloseTo(100 - half, 1);
    expect(y).toBeCloseTo(120 - half, 1);
    expect(width).toBeCloseTo(500 + 2 * half, 1);
    expect(height).toBeCloseTo(180 + 2 * half, 1);
  });

  it("draws the whole stroke of an edge on the image's border or beyond it", () => {
    const sample = { left: 0, top: 8, right: 697, bottom: 441 };
    const [rect] = named(parse(overlaySvg({ width: 696, height: 439, regions: [sample] })), 'rect');
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(rect?.attributes[name]));
    const half = Number(rect?.attributes['stroke-width']) / 2;
    expect(x).toBeCloseTo(half, 1);
    expect((x ?? 0) + (width ?? 0)).toBeCloseTo(696 - half, 1);
    expect((y ?? 0) + (height ?? 0)).toBeCloseTo(439 - half, 1);
  });

  it('puts the image beneath the regions, over the whole view box', () => {
    const elements = parse(overlaySvg({ ...page, regions, image: 'data:image/png;base64,AAAA' }));
    const image = elements.findIndex((one) => one.name === 'image');
    expect(elements[image]?.attributes).toMatchObject({
      href: 'data:image/png;base64,AAAA',
      width: '1240',
      height: '1754',
    });
    expect(image).toBeLessThan(elements.findIndex((one) => one.name === 'rect'));
    expect(named(parse(overlaySvg({ ...page, regions })), 'image')).toEqual([]);
  });

  it('shows the image with its pixels as stored, in which regions are measured', () => {
    const [image] = named(parse(overlaySvg({ ...page, regions, image: 'page.jpg' })), 'image');
    expect(image?.attributes.style).toBe('image-orientation:none');
  });

  it('takes labels of the caller, and leaves the tag out for an empty one', () => {
    const label = (_region: unknown, index: number): string => (index === 0 ? 'title' : '');
    const elements = parse(overlaySvg({ ...page, regions, label }));
    expect(named(elements, 'text').map((one) => one.text)).toEqual(['title']);
    expect(named(elements, 'rect')).toHaveLength(3);
  });

  it('gives a picture without rectangles for no regions', () => {
    const elements = parse(overlaySvg({ ...page, regions: [] }));
    expect(named(elements, 'rect')).toEqual([]);
    expect(elements[0]?.attributes['aria-label']).toBe('0 regions on a page of 1240 × 1754 pixels');
  });

  it('keeps every rectangle and tag within the page, wherever the regions lie', () => {
    const coordinate = fc.double({ min: -3000, max: 6000, noNaN: true });
    const corners = fc.record({ left: coordinate, top: coordinate, right: coordinate, bottom: coordinate });
    fc.assert(
      fc.property(fc.array(corners, { minLength: 1 }), (some) => {
        for (const { attributes } of named(parse(overlaySvg({ ...page, regions: some })), 'rect')) {
          const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
            Number(attributes[name]),
          ) as [number, number, number, number];
          expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
          // Each number is rounded to a hundredth.
          expect(x + width).toBeLessThanOrEqual(page.width + 0.02);
          expect(y + height).toBeLessThanOrEqual(page.height + 0.02);
        }
      }),
    );
  });

  it('takes colours that stand out from white paper, and from which white digits stand out', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      left: 0,
      top: index,
      right: 9,
      bottom: index + 9,
    }));
    const fills = new Set(
      named(parse(overlaySvg({ ...page, regions: many })), 'rect').map((rect) => rect.attributes.fill ?? ''),
    );
    expect(fills.size).toBeGreaterThan(1);
    for (const fill of fills) expect(contrastWithWhite(fill), fill).toBeGreaterThanOrEqual(5.5);
  });

  it('lets no text of the caller become markup', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '"><script>alert(1)</script>',
        "' onload='alert(1)",
        '" onload="alert(1)',
        ']]></title><script/>',
        '&lt;',
        '\u0000\ud800\uffff',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (image, title, text) => {
        const elements = parse(overlaySvg({ ...page, regions, image, title, label: () => `${text}!` }));
        const names = new Set(elements.map((one) => one.name));
        expect([...names].sort()).toEqual(['g', 'image', 'rect', 'svg', 'text', 'title']);
        expect(Object.keys(named(elements, 'image')[0]?.attributes ?? {})).toEqual([
          'href',
          'width',
          'height',
          'preserveAspectRatio',
          'style',
        ]);
        expect(Object.keys(elements[0]?.attributes ?? {})).toEqual([
          'xmlns',
          'viewBox',
          'width',
          'height',
          'role',
          'aria-label',
        ]);
      }),
    );
  });

  it('shows special characters as they were given', () => {
    const text = `Müller & Söhne <"it's"> 😀`;
    const elements = parse(overlaySvg({ ...page, regions, image: text, title: text, label: () => text }));
    expect(elements[0]?.attributes['aria-label']).toBe(text);
    expect(named(elements, 'image')[0]?.attributes.href).toBe(text);
    expect(named(elements, 'text')[0]?.text).toBe(text);
  });

  it.each(['width', 'height'] as const)('refuses a %s that is no size, and names it', (name) => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5" onload="x' as never]) {
      expect(() => overlaySvg({ ...page, regions, [name]: value })).toThrow(
        new RangeError(`${name}: expected the image's ${name} in pixels, a finite number above 0`),
      );
    }
  });

  it('refuses an edge that is no finite number, text with markup too, and names the region', () => {
    for (const left of [Number.NaN, '"/><script/>' as never]) {
      expect(() =>
        overlaySvg({ ...page, regions: [...regions, { left, top: 0, right: 1, bottom: 1 }] }),
      ).toThrow(new RangeError('regions[2]: expected left, top, right and bottom to be finite numbers'));
    }
  });
});
