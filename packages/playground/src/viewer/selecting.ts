import { page } from '../state/page.ts';
import { regions } from '../state/result.ts';
import { selected } from '../state/view.ts';
import { reveal, zoomTo } from './camera.ts';
import { describeRegion } from './describe.ts';
import { selectedRegion, settle } from './editing.ts';
import { announce } from './notice.ts';
import { lookAt } from './stage-state.ts';

/** Selects a region, or none, and leaves the picture where it is. */
export function select(place: number | null): void {
  settle();
  selected.value = place;
}

/** Selects a region and brings it into sight. */
export function selectAndReveal(place: number): void {
  const region = regions.peek()[place];
  if (region === undefined || page.peek() === null) return;
  select(place);
  lookAt((from, picture, stage) => reveal(from, region, picture, stage));
}

/** Says which region is selected, to those who listen. */
export function announceSelected(): void {
  const place = selected.peek();
  const region = selectedRegion.peek();
  if (place === null || region === undefined) announce('No region selected');
  else announce(describeRegion(region, place, regions.peek().length));
}

/** Goes on in reading order, by 1 or by -1; at the end it starts again. */
export function selectNext(by: 1 | -1): void {
  const count = regions.peek().length;
  if (count === 0) return;
  const place = selected.peek();
  const start = place ?? (by === 1 ? -1 : count);
  selectAndReveal((start + by + count) % count);
  announceSelected();
}

/** Zooms to the selected region. */
export function zoomToSelected(): void {
  const region = selectedRegion.peek();
  if (region !== undefined) lookAt((_from, picture, stage) => zoomTo(region, picture, stage));
}
