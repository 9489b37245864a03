import { clamp, height as heightOf, width as widthOf } from './geometry.ts';
import type { Region } from './region.ts';
import { escapeXml } from './xml.ts';

/** What {@link overlaySvg} draws. */
export interface OverlayOptions {
  /** Width of the page image, in pixels. */
  readonly width: number;
  /** Height of the page image, in pixels. */
  readonly height: number;
  /** The regions, in pixels of the page image, in reading order. */
  readonly regions: readonly Region[];
  /**
   * Address of the page image that is drawn beneath: a `data:` URL, or an address relative to where the SVG
   * will stand. Left out, the regions are drawn on nothing. Programs that show an SVG as an image (`<img>`,
   * viewers, converters) load no other files: take a `data:` URL for them.
   */
  readonly image?: string;
  /** What the drawing shows, for tooltips and screen readers. Default: `3 regions on a page of 1240 × 1754 pixels`. */
  readonly title?: string;
  /**
   * The label on a region's tag. `index` counts from 0; an empty string leaves the tag out. Default: the place
   * in reading order, counted from 1.
   */
  readonly label?: (region: Region, index: number) => string;
}

/**
 * Each has a contrast of at least 5.5:1 on white and to the white digits on it, and any two differ by at least
 * 35 (CIE76) in normal vision and in simulated protanopia, deuteranopia and tritanopia.
 */
const colours = ['#1763c6', '#b34700', '#4b0f5c'] as const;

/** Lines and letters on images with a long side below so many pixels are those of an image of that size. */
const smallest = 900;

/**
 * Draws regions as an SVG document: the page image, if given, and above it one rectangle a region with a tag
 * that tells its place in reading order. The view box is the page in pixels; the drawing scales to whatever
 * size it is shown at. Colours only help to tell neighbours apart and mean nothing.
 *
 * A region that overruns the image is drawn up to the image's border; its tooltip tells the true corners.
 * Every text is escaped, so labels and addresses from strangers can't add markup.
 *
 * @returns an SVG document as text, to be written as UTF-8
 * @throws RangeError when `width` or `height` is not a finite number above 0, or an edge is no finite number
 *
 * @example
 * ```ts
 * const svg = overlaySvg({ width: 1240, height: 1754, regions, image: 'page.jpg' });
 * ```
 */
export function overlaySvg(options: OverlayOptions): string {
  const { width, height, regions, image, label = (_region, index) => String(index + 1) } = options;
  for (const [name, value] of Object.entries({ width, height })) {
    if (!(Number.isFinite(value) && value > 0)) {
      throw new RangeError(`${name}: expected the image's ${name} in pixels, a finite number above 0`);
    }
  }
  const count = regions.length === 1 ? '1 region' : `${regions.length} regions`;
  const title = escapeXml(options.title ?? `${count} on a page of ${width} × ${height} pixels`);
  const unit = Math.max(width, height, smallest) / 1000;
  const page = { width, height, unit, letters: lettersFor(regions, unit) };

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"` +
      ` role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    ...(image === undefined
      ? []
      : [
          // Regions are measured in stored pixels, so the image must not be turned by its EXIF orientation.
          `<image href="${escapeXml(image)}" width="${width}" height="${height}" preserveAspectRatio="none"` +
            ` style="image-orientation:none"/>`,
        ]),
    `<g font-family="Inter, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif" font-weight="700"` +
      ` text-anchor="middle" stroke-linejoin="round">`,
    ...regions.map((region, index) => drawRegion(region, index, label(region, index), page)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

interface Page {
  readonly width: number;
  readonly height: number;
  /** A thousandth of the page's long side, at least of {@link smallest}: what line widths and letter sizes are measured in. */
  readonly unit: number;
  /** Size of the letters on the tags, in pixels. */
  readonly letters: number;
}

/** Tags are no higher than most of the regions, so that those of single lines don't pile up. */
function lettersFor(regions: readonly Region[], unit: number): number {
  const heights = regions.map(heightOf).sort((a, b) => a - b);
  const low = heights[Math.floor(heights.length / 4)] ?? 0;
  return Math.min(12 * unit, Math.max(0.7 * low, 6 * unit));
}

function drawRegion(region: Region, index: number, label: string, page: Page): string {
  const { left, top, right, bottom } = region;
  if (![left, top, right, bottom].every(Number.isFinite)) {
    throw new RangeError(`regions[${index}]: expected left, top, right and bottom to be finite numbers`);
  }
  const colour = colours[index % colours.length];
  const stroke = 1.4 * page.unit;
  const shown = frame(region, stroke, page);
  const tooltip = `${label || index + 1}: ${left}, ${top} to ${right}, ${bottom}`;
  return (
    `<g><title>${escapeXml(tooltip)}</title>` +
    `<rect x="${round(shown.left)}" y="${round(shown.top)}" width="${round(widthOf(shown))}"` +
    ` height="${round(heightOf(shown))}" rx="${round(page.unit)}" fill="${colour}" fill-opacity="0.1"` +
    ` stroke="${colour}" stroke-width="${round(stroke)}"/>` +
    (label === '' ? '' : drawTag(shown, label, colour, page)) +
    '</g>'
  );
}

/** A tag hangs outside the region's upper left corner, where it hides no text, as far as the image allows. */
function drawTag(region: Region, label: string, colour: string | undefined, page: Page): string {
  const size = page.letters;
  const tagHeight = size * 1.3;
  const tagWidth = Math.max(tagHeight, size * (0.62 * [...label].length + 0.6));
  const x = Math.min(Math.max(0, region.left - tagWidth), Math.max(0, page.width - tagWidth));
  const y = Math.min(region.top, Math.max(0, page.height - tagHeight));
  return (
    `<rect x="${round(x)}" y="${round(y)}" width="${round(tagWidth)}" height="${round(tagHeight)}"` +
    ` rx="${round(size * 0.2)}" fill="${colour}"/>` +
    `<text x="${round(x + tagWidth / 2)}" y="${round(y + tagHeight / 2 + size * 0.36)}"` +
    ` font-size="${round(size)}" fill="#fff">${escapeXml(label)}</text>`
  );
}

/**
 * Where the middle of the stroke runs: half its width outside the region, so that it hides no text, but no
 * closer to the page's border than that, so that it is drawn in full.
 */
function frame(region: Region, stroke: number, page: Page): Region {
  const half = stroke / 2;
  const { left, top, right, bottom } = clamp(region, page);
  return {
    left: within(left - half, half, page.width - half),
    top: within(top - half, half, page.height - half),
    right: within(right + half, half, page.width - half),
    bottom: within(bottom + half, half, page.height - half),
  };
}

function within(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
