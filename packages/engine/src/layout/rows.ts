import { middle, type Piece, type Row, ratio, rowOf, sharedHeight } from './row.ts';

/** Pieces belong to one line up to this gap, as a share of their height: about two spaces between words. */
const WORD_GAP = 0.7;

/** Pieces of one line share at least this part of the lower one's height. */
const LEAST_SHARED_HEIGHT = 0.6;

/** Pieces of one line don't differ more than this in height: a line has one size of type. */
const MOST_HEIGHT_RATIO = 1.8;

/** A gutter is looked for this far above and below a gap, in heights of the line. */
const GUTTER_REACH = 3;

/** A gap is a gutter when at least this many other rows have theirs in the same place. */
const GUTTER_ROWS = 2;

/**
 * Joins pieces that stand side by side into lines. A gap that goes on through the lines above or below is the
 * gutter between two columns, and is never bridged.
 *
 * @param pieces - on a page where lines run level
 * @returns rows from top to bottom
 */
export function joinRows(pieces: readonly Piece[]): Row[] {
  const gaps = findGaps(pieces);
  const bridged = gaps.filter((gap) => isWordGap(gap) && !isGutter(gap, gaps));
  const right = new Map(bridged.map(({ left, right }) => [left, right]));
  const inside = new Set(bridged.map(({ right }) => right));
  const rows: Row[] = [];
  for (const piece of pieces) {
    if (inside.has(piece)) continue;
    const members: Piece[] = [];
    for (let next: Piece | undefined = piece; next; next = right.get(next)) members.push(next);
    rows.push(rowOf(members));
  }
  return rows.toSorted((a, b) => middle(a.box) - middle(b.box));
}

/** The space between a piece and the next one to its right. */
interface Gap {
  readonly left: Piece;
  readonly right: Piece;
}

/** For each piece the gap to its next neighbour on the right, where each is the other's nearest. */
function findGaps(pieces: readonly Piece[]): Gap[] {
  const sorted = pieces.toSorted((a, b) => a.box.left - b.box.left);
  const taken = new Set<Piece>();
  const gaps: Gap[] = [];
  for (const left of sorted) {
    let nearest: Piece | undefined;
    for (const right of sorted) {
      if (right.box.left <= left.box.left || right === left) continue;
      if (middleX(right) <= left.box.right - left.thickness) continue;
      if (sharedHeight(left.box, right.box) < LEAST_SHARED_HEIGHT) continue;
      if (!nearest || right.box.left < nearest.box.left) nearest = right;
    }
    if (nearest && !taken.has(nearest)) {
      taken.add(nearest);
      gaps.push({ left, right: nearest });
    }
  }
  return gaps;
}

function isWordGap({ left, right }: Gap): boolean {
  const height = Math.min(left.thickness, right.thickness);
  return (
    right.box.left - left.box.right <= WORD_GAP * height &&
    ratio(left.thickness, right.thickness) <= MOST_HEIGHT_RATIO
  );
}

function isGutter(gap: Gap, all: readonly Gap[]): boolean {
  const from = gap.left.box.right;
  const to = gap.right.box.left;
  if (to <= from) return false;
  const here = middle(gap.left.box);
  const reach = GUTTER_REACH * gap.left.thickness;
  let rows = 0;
  for (const other of all) {
    if (other === gap) continue;
    const distance = Math.abs(middle(other.left.box) - here);
    if (distance > reach || distance < gap.left.thickness / 2) continue;
    if (other.left.box.right < to && other.right.box.left > from) rows++;
  }
  return rows >= GUTTER_ROWS;
}

function middleX({ box }: Piece): number {
  return (box.left + box.right) / 2;
}
