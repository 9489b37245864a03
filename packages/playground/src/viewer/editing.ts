import type { Region } from '@detect-regions/regions';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { page } from '../state/page.ts';
import { edited, type Result, regions, result } from '../state/result.ts';
import { selected } from '../state/view.ts';
import { countOf, edgesOf } from './describe.ts';
import { announce, tell } from './notice.ts';
import { type Grip, keepOnPage, reshape } from './reshape.ts';
import { emptyHistory, type History, record, redo, type Step, undo } from './undo-history.ts';

/** What is shown and what is selected; a step back brings both back. */
interface Editable {
  readonly edited: readonly Region[] | null;
  readonly selected: number | null;
}

/** The changes of one result; those of another are not its own. */
interface ResultHistory extends History<Editable> {
  readonly of: Result | null;
}

const changes: Signal<ResultHistory> = signal({ of: null, ...emptyHistory<Editable>() });

const history: ReadonlySignal<History<Editable>> = computed(() =>
  changes.value.of === result.value ? changes.value : emptyHistory<Editable>(),
);

/** Whether there is a change to undo. */
export const canUndo: ReadonlySignal<boolean> = computed(() => history.value.past.length > 0);

/** Whether there is an undone change to do again. */
export const canRedo: ReadonlySignal<boolean> = computed(() => history.value.future.length > 0);

/** The region that is selected; `undefined` when none is. */
export const selectedRegion: ReadonlySignal<Region | undefined> = computed(() =>
  selected.value === null ? undefined : regions.value[selected.value],
);

/** The region that a row of small changes belongs to; they are undone in one step. */
let changing: number | null = null;

/** Ends a row of small changes: the next one is undone by itself. */
export function settle(): void {
  changing = null;
}

function current(): Editable {
  return { edited: edited.peek(), selected: selected.peek() };
}

function change(next: readonly Region[] | null, select: number | null): void {
  changes.value = { of: result.peek(), ...record(history.peek(), current()) };
  edited.value = next;
  selected.value = select;
}

/** Puts another region in a place, cut to the page. Changes of one `row` are undone together, until `settle`. */
export function replaceRegion(place: number, region: Region, row = false): void {
  const size = page.peek();
  const old = regions.peek()[place];
  if (size === null || old === undefined) return;
  const next = keepOnPage(region, size);
  const { left, top, right, bottom } = next;
  if (left === old.left && top === old.top && right === old.right && bottom === old.bottom) return;
  const all = regions.peek().with(place, next);
  if (row && changing === place && changes.peek().of === result.peek()) edited.value = all;
  else change(all, place);
  changing = row ? place : null;
  announce(`Region ${place + 1}: ${edgesOf(next)}`);
}

/** Moves the selected region, or edges of it, by pixels of the picture. */
export function nudge(grip: Grip, dx: number, dy: number): void {
  const size = page.peek();
  const place = selected.peek();
  const region = selectedRegion.peek();
  if (size === null || place === null || region === undefined) return;
  replaceRegion(place, reshape(region, grip, dx, dy, size), true);
}

/** Adds a region after the others, and selects it. */
export function addRegion(region: Region): void {
  settle();
  const all = regions.peek();
  change([...all, region], all.length);
  tell(`Region ${all.length + 1} added`);
}

/** Takes the selected region away; the one that follows it is selected. */
export function removeSelected(): void {
  settle();
  const place = selected.peek();
  if (place === null || selectedRegion.peek() === undefined) return;
  const left = regions.peek().toSpliced(place, 1);
  change(left, left.length === 0 ? null : Math.min(place, left.length - 1));
  tell(`Region ${place + 1} deleted, ${countOf(left)} left`);
}

/** Shows the regions again as they were detected. Can be undone. */
export function resetRegions(): void {
  settle();
  if (edited.peek() === null) return;
  change(null, null);
  tell('Regions as they were detected');
}

function go(step: Step<Editable> | undefined, said: string): void {
  settle();
  if (step === undefined) return;
  changes.value = { of: result.peek(), ...step.history };
  edited.value = step.state.edited;
  selected.value = step.state.selected;
  tell(said);
}

/** Undoes the last change. */
export function undoChange(): void {
  go(undo(history.peek(), current()), 'Undone');
}

/** Does again what was undone last. */
export function redoChange(): void {
  go(redo(history.peek(), current()), 'Done again');
}
