import { iou } from '../geometry.ts';
import type { Region } from '../region.ts';
import { bestAssignment } from './assignment.ts';

/** A found region and a wanted one that are taken for the same. */
export interface Match {
  /** Place of the found region, counted from 0. */
  readonly found: number;
  /** Place of the wanted one, counted from 0. */
  readonly truth: number;
  /** Their intersection over union. */
  readonly iou: number;
}

/** Of two matchings with the same sum, this makes the one with more pairs the better. */
const PAIR = 1e-9;

/** Pairs regions one to one so that the sum of their intersections over union is the greatest; in order of `found`. */
export function matchRegions(found: readonly Region[], truth: readonly Region[], leastIou: number): Match[] {
  return groups(candidates(found, truth, leastIou))
    .flatMap(bestOf)
    .sort((a, b) => a.found - b.found);
}

/** All pairs that overlap enough. Both sides are gone through from top to bottom, so that few are looked at. */
function candidates(found: readonly Region[], truth: readonly Region[], leastIou: number): Match[] {
  const [fromTop, othersFromTop] = [byTop(found), byTop(truth)];
  const matches: Match[] = [];
  let near: (readonly [number, Region])[] = [];
  let next = 0;
  for (const [index, region] of fromTop) {
    near = near.filter(([, other]) => other.bottom > region.top);
    for (let one = othersFromTop[next]; one && one[1].top < region.bottom; one = othersFromTop[next]) {
      near.push(one);
      next += 1;
    }
    for (const [place, other] of near) {
      const overlap = iou(region, other);
      if (overlap > 0 && overlap >= leastIou) matches.push({ found: index, truth: place, iou: overlap });
    }
  }
  return matches;
}

function byTop(regions: readonly Region[]): (readonly [number, Region])[] {
  return [...regions.entries()].sort(([, a], [, b]) => a.top - b.top);
}

/** Candidates that share no region, not even by way of others, are decided upon apart: that keeps matrices small. */
function groups(matches: readonly Match[]): Match[][] {
  const groupOf = new Map<string, Match[]>();
  for (const match of matches) {
    const [a, b] = [`found ${match.found}`, `truth ${match.truth}`].map((key) => groupOf.get(key) ?? []);
    const group = a === b ? (a as Match[]) : [...(a as Match[]), ...(b as Match[])];
    group.push(match);
    for (const one of group) {
      groupOf.set(`found ${one.found}`, group);
      groupOf.set(`truth ${one.truth}`, group);
    }
  }
  return [...new Set(groupOf.values())];
}

function bestOf(group: readonly Match[]): readonly Match[] {
  if (group.length === 1) return group;
  const rows = [...new Set(group.map(({ found }) => found))];
  const columns = [...new Set(group.map(({ truth }) => truth))];
  const known = new Map(group.map((match) => [`${match.found} ${match.truth}`, match]));
  const at = (row: number, column: number): Match | undefined => known.get(`${rows[row]} ${columns[column]}`);
  const weights = rows.map((_found, row) =>
    columns.map((_truth, column) => {
      const match = at(row, column);
      return match === undefined ? 0 : match.iou + PAIR;
    }),
  );
  return bestAssignment(weights).flatMap(({ row, column }) => at(row, column) ?? []);
}
