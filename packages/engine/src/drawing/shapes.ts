import { boundsOf } from '../image/frame.ts';
import type { Shape } from '../watch.ts';
import { tagSvg, tagWidth } from './digits.ts';

/** Colours of groups: dark enough for white digits, and none like its neighbour. */
export const groupColours: readonly string[] = [
  '#0072b2',
  '#d55e00',
  '#00795a',
  '#8e44ad',
  '#a3124f',
  '#7a5200',
];

/** Lines and digits are measured in thousandths of a picture's long side, but of one this long at least. */
const LEAST_SIDE = 900;

/** Width of the lines, in those thousandths. */
const STROKE = 1.5;

/** Height of the tags: that of their shape, but within these bounds, in those thousandths. */
const LEAST_TAG = 7;
const MOST_TAG = 14;

/**
 * Shapes as an SVG of the size of a picture. Labelled ones are outlines with a tag at their upper left corner,
 * beside the shape where there is room; others are filled.
 */
export function shapesSvg(shapes: readonly Shape[], width: number, height: number): string {
  const unit = Math.max(width, height, LEAST_SIDE) / 1000;
  const drawn = shapes.map(({ outline, label, group }) => {
    const colour = groupColours[group % groupColours.length] as string;
    const points = outline.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
    const style =
      label === undefined
        ? `fill="${colour}" fill-opacity="0.2"`
        : `fill="none" stroke="${colour}" stroke-width="${round(STROKE * unit)}"`;
    return `<polygon points="${points}" ${style}/>`;
  });
  // Above all outlines, or a neighbour's line would run through a number.
  const tags = shapes.flatMap(({ outline, label, group }) => {
    if (label === undefined) return [];
    const { left, top, bottom } = boundsOf(outline);
    const tagHeight = Math.min(MOST_TAG * unit, Math.max(LEAST_TAG * unit, bottom - top));
    const colour = groupColours[group % groupColours.length] as string;
    const tag = { text: label, height: round(tagHeight), colour };
    const x = Math.max(0, left - tagWidth(tag));
    const y = Math.min(Math.max(0, top), height - tagHeight);
    return [tagSvg(tag, round(x), round(y))];
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `${drawn.join('')}${tags.join('')}</svg>`
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
