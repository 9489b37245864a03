import { middle, quantile, type Row, ratio, sharedWidth, stepBetween, weightOf } from './row.ts';
import type { Parted } from './separators.ts';

/** Lines of one block overlap by at least this part of the narrower one's width. */
const LEAST_SHARED_WIDTH = 0.4;

/** Heights of two lines of one block differ by at most this factor. */
const MOST_HEIGHT_RATIO = 1.4;

/** From this pitch on, in heights, a smaller difference tells a title from its subtitle. */
const LOOSE_PITCH = 1.5;

/** At such a pitch heights differ by at most this factor. */
const MOST_LOOSE_RATIO = 1.3;

/** Lines whose weight differs by no more than this factor are set in one type. */
const SAME_WEIGHT_RATIO = 1.15;

/** Their heights may differ by this factor: a short line may have no letter that reaches above or below. */
const MOST_WEIGHED_RATIO = 1.7;

/** Two lines whose weight differs by more than this factor are a heading and its text. */
const MOST_WEIGHT_RATIO = 1.8;

/** Darkness below this difference is noise, whatever its ratio. */
const LEAST_INK_STEP = 0.03;

/** Distances up to this factor of the usual one around are a line's; beyond, a new block begins. */
const MOST_PITCH_RATIO = 1.33;

/** Where one of the two next steps above or below is as long, up to this factor: the items of a list, a looser column. */
const MOST_REGULAR_RATIO = 1.4;

/** Steps are as long as each other up to this factor. */
const SAME_PITCH_RATIO = 1.1;

/** The quantile of all distances between lines that stands for the usual one: paragraph gaps are rarer. */
const PITCH_QUANTILE = 0.3;

/** The usual distance is never taken for more than this many heights: a page of few lines has none. */
const MOST_PITCH = 1.6;

/** A row and the next one below it. */
interface Step {
  readonly upper: Row;
  readonly lower: Row;
  /** From middle to middle, in heights of the lines. */
  readonly pitch: number;
}

/**
 * Chains rows downwards: each to the nearest one below it that looks like its continuation.
 *
 * @param rows - on a page where lines run level
 * @returns chains of at least one row, each from top to bottom
 */
export function chainRows(rows: readonly Row[], parted: Parted): Row[][] {
  const steps = findSteps(rows, parted);
  const usual = Math.min(
    MOST_PITCH,
    quantile(
      steps.map(({ pitch }) => pitch),
      PITCH_QUANTILE,
    ),
  );
  const next = new Map<Row, Row>();
  const taken = new Set<Row>();
  const into = new Map(steps.map((step) => [step.lower, step]));
  const from = new Map(steps.map((step) => [step.upper, step]));
  for (const { upper, lower, pitch } of steps) {
    const above = into.get(upper);
    const below = from.get(lower);
    // Every second step of a list may be one to the second line of an item.
    const around = [above, below, above && into.get(above.upper), below && from.get(below.lower)];
    const isRegular = around.some((step) => step && ratio(step.pitch, pitch) <= SAME_PITCH_RATIO);
    if (pitch > (isRegular ? MOST_REGULAR_RATIO : MOST_PITCH_RATIO) * usual) continue;
    next.set(upper, lower);
    taken.add(lower);
  }
  return rows.filter((row) => !taken.has(row)).map((first) => follow(first, next));
}

function follow(first: Row, next: ReadonlyMap<Row, Row>): Row[] {
  const chain: Row[] = [];
  for (let row: Row | undefined = first; row; row = next.get(row)) chain.push(row);
  return chain;
}

/** Steps between rows that are each other's nearest neighbours and look alike. */
function findSteps(rows: readonly Row[], parted: Parted): Step[] {
  const below = new Map(rows.map((row) => [row, nearest(row, rows, 1)]));
  const above = new Map(rows.map((row) => [row, nearest(row, rows, -1)]));
  const steps: Step[] = [];
  for (const [upper, lower] of below) {
    if (!lower || above.get(lower) !== upper || !alike(upper, lower) || parted(upper, lower)) continue;
    const height = heightAround(upper, lower, above.get(upper), below.get(lower));
    const pitch = stepBetween(upper, lower) / height;
    if (pitch > LOOSE_PITCH && ratio(upper.thickness, lower.thickness) > MOST_LOOSE_RATIO) continue;
    steps.push({ upper, lower, pitch });
  }
  return steps;
}

/**
 * How tall the text of a step is, in pixels: the mean of its two lines, or of those with their neighbours when that is
 * more. Boxes fit the ink, so lines without tall letters seem less high than they are.
 */
function heightAround(upper: Row, lower: Row, above?: Row, below?: Row): number {
  const rows = [upper, lower];
  if (above && alike(above, upper)) rows.push(above);
  if (below && alike(lower, below)) rows.push(below);
  return Math.max(meanHeight([upper, lower]), meanHeight(rows));
}

function meanHeight(rows: readonly Row[]): number {
  return rows.reduce((sum, { thickness }) => sum + thickness, 0) / rows.length;
}

/** The nearest row below (direction 1) or above (-1) that overlaps in width. */
function nearest(row: Row, rows: readonly Row[], direction: 1 | -1): Row | undefined {
  let best: Row | undefined;
  let bestDistance = Infinity;
  for (const other of rows) {
    const distance = direction * (middle(other.box) - middle(row.box));
    if (other === row || distance <= 0 || distance >= bestDistance) continue;
    if (sharedWidth(row.box, other.box) < LEAST_SHARED_WIDTH) continue;
    best = other;
    bestDistance = distance;
  }
  return best;
}

function alike(a: Row, b: Row): boolean {
  const weights = ratio(weightOf(a), weightOf(b));
  if (weights > MOST_WEIGHT_RATIO && Math.abs(a.ink - b.ink) > LEAST_INK_STEP) return false;
  const heights = ratio(a.thickness, b.thickness);
  return heights <= (weights <= SAME_WEIGHT_RATIO ? MOST_WEIGHED_RATIO : MOST_HEIGHT_RATIO);
}
