import { area, intersection, type Region } from '@detect-regions/regions';
import { type Affine, mapRegion } from '../image/frame.ts';
import type { GreyRaster } from '../image/raster.ts';

/** Greys on both sides of an edge differ by at least this: a grey hairline shows, grain of paper doesn't. */
const LEAST_STEP = 12;

/** Edges shorter than this are strokes of letters, in pixels; a slanted rule is a stair of such edges. */
const LEAST_RUN = 20;

/** Edges that continue each other are at most this far apart, in pixels. */
const MOST_BREAK = 4;

/** Edges of one rule lie within so many rows of pixels: both sides of a stroke, and steps of a slanted one. */
const MOST_STEP_ROWS = 3;

/** A horizontal rule is at least this long, in pixels: longer than the bar of a capital in a headline. */
const LEAST_WIDTH = 40;

/** A vertical rule is at least this long, in pixels: boxes are hardly lower than two lines of print. */
const LEAST_HEIGHT = 24;

/** A rule is no thicker than this, in pixels; what is thicker has an edge at each side. */
const MOST_THICKNESS = 6;

/** A thicker one is a slanted rule; it is this many times as long as thick, so that it slants by 2 degrees at most. */
const LEAST_ASPECT = 28;

/** Lines drawn on a page, and edges of bars and of coloured grounds; boxes in pixels of the page as looked at. */
export interface Rules {
  /** From top to bottom. */
  readonly horizontal: readonly Region[];
  /** From left to right. */
  readonly vertical: readonly Region[];
}

/** A stretch of edge: along the rule from `from` to `to`, across it at `at`. */
interface Run {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Runs that continue each other. */
interface Stroke {
  first: number;
  last: number;
  from: number;
  to: number;
}

/** Text takes up this part of its box's height, in the middle; what lies beyond may be a rule that it touches. */
const MIDDLE = 0.76;

/** A stroke of which more than this part lies in the middle of text is one of letters. */
const MOST_IN_TEXT = 0.5;

/** One of which more than this part lies in or at text is one of letters, or underlines them. */
const MOST_AT_TEXT = 0.9;

/** What is this near to text's box is at it, as a share of the box's height. */
const NEAR = 0.15;

/**
 * Finds rules: long edges, level or upright, between lighter and darker, outside of text.
 *
 * @param image - the page in grey, with its lines level
 * @param text - boxes of the text on it
 */
export function findRules(image: GreyRaster, text: readonly Region[]): Rules {
  const { width, height, data } = image;
  const lettering = letteringOf(text);
  const horizontal = joinRuns(findRuns(data, { length: width, breadth: height, along: 1, across: width }))
    .filter((stroke) => isRule(stroke, LEAST_WIDTH))
    .map(({ first, last, from, to }) => ({ left: from, top: first, right: to, bottom: last + 1 }))
    .filter((rule) => !lettering(rule));
  const vertical = joinRuns(findRuns(data, { length: height, breadth: width, along: width, across: 1 }))
    .filter((stroke) => isRule(stroke, LEAST_HEIGHT))
    .map(({ first, last, from, to }) => ({ left: first, top: from, right: last + 1, bottom: to }))
    .filter((rule) => !lettering(rule));
  return sorted(horizontal, vertical);
}

/** Rules as they lie in another frame, to which the map turns by quarters and mirrors, without scaling. */
export function rulesIn(map: Affine, { horizontal, vertical }: Rules): Rules {
  const level = horizontal.map((rule) => mapRegion(map, rule));
  const upright = vertical.map((rule) => mapRegion(map, rule));
  return map.a === 0 ? sorted(upright, level) : sorted(level, upright);
}

function sorted(horizontal: readonly Region[], vertical: readonly Region[]): Rules {
  return {
    horizontal: horizontal.toSorted((a, b) => a.top - b.top),
    vertical: vertical.toSorted((a, b) => a.left - b.left),
  };
}

/** Tells the strokes of letters, and what underlines them, from rules. */
function letteringOf(text: readonly Region[]): (rule: Region) => boolean {
  const middles = text.map((box) => grow(box, (MIDDLE - 1) / 2));
  const around = text.map((box) => grow(box, NEAR));
  return (rule) => shareIn(rule, middles) > MOST_IN_TEXT || shareIn(rule, around) > MOST_AT_TEXT;
}

/** Moves the sides of a box outwards by a share of its height. */
function grow({ left, top, right, bottom }: Region, share: number): Region {
  const margin = share * (bottom - top);
  return { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin };
}

/** The part of a rule that lies in some boxes, from 0 to 1. */
function shareIn(rule: Region, boxes: readonly Region[]): number {
  let inside = 0;
  for (const box of boxes) {
    const both = intersection(rule, box);
    if (both) inside += area(both);
  }
  return inside / area(rule);
}

function isRule({ first, last, from, to }: Stroke, least: number): boolean {
  const length = to - from;
  const thickness = last + 1 - first;
  return length >= least && (thickness <= MOST_THICKNESS || length >= LEAST_ASPECT * thickness);
}

/** How to walk over a raster along an edge, and across it; in pixels, and in places of its data. */
interface Walk {
  readonly length: number;
  readonly breadth: number;
  readonly along: number;
  readonly across: number;
}

/** Edges in the order of `at`. Every one of them is long enough to be met by steps of the least length. */
function findRuns(data: Uint8Array, { length, breadth, along, across }: Walk): Run[] {
  const signAt = (place: number): number => {
    const step = (data[place + across] as number) - (data[place - across] as number);
    return step >= LEAST_STEP ? 1 : step <= -LEAST_STEP ? -1 : 0;
  };
  const runs: Run[] = [];
  for (let at = 1; at < breadth - 1; at++) {
    const start = at * across;
    let seen = 0;
    for (let place = LEAST_RUN - 1; place < length; place += LEAST_RUN) {
      if (place < seen) continue;
      const sign = signAt(start + place * along);
      if (sign === 0) continue;
      let from = place;
      while (from > seen && signAt(start + (from - 1) * along) === sign) from--;
      let to = place + 1;
      while (to < length && signAt(start + to * along) === sign) to++;
      if (to - from >= LEAST_RUN) runs.push({ at, from, to });
      seen = to;
    }
  }
  return runs;
}

/** Joins runs that continue each other; runs come in the order of `at`. */
function joinRuns(runs: readonly Run[]): Stroke[] {
  const strokes: Stroke[] = [];
  let open: Stroke[] = [];
  for (const { at, from, to } of runs) {
    open = open.filter((stroke) => stroke.last >= at - MOST_STEP_ROWS);
    const near = open.filter((stroke) => from <= stroke.to + MOST_BREAK && to >= stroke.from - MOST_BREAK);
    const [first, ...others] = near;
    if (!first) {
      const stroke = { first: at, last: at, from, to };
      open.push(stroke);
      strokes.push(stroke);
      continue;
    }
    first.last = at;
    first.from = Math.min(first.from, from);
    first.to = Math.max(first.to, to);
    for (const other of others) {
      first.first = Math.min(first.first, other.first);
      first.from = Math.min(first.from, other.from);
      first.to = Math.max(first.to, other.to);
      other.to = other.from;
      open.splice(open.indexOf(other), 1);
    }
  }
  return strokes;
}
