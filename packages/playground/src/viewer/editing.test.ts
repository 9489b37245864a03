import type { Region } from '@detect-regions/regions';
import { defaultSettings } from '@detect-regions/spec';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from '../state/page.ts';
import { edited, type Result, regions, result } from '../state/result.ts';
import { selected } from '../state/view.ts';
import {
  addRegion,
  canRedo,
  canUndo,
  nudge,
  redoChange,
  removeSelected,
  replaceRegion,
  resetRegions,
  settle,
  undoChange,
} from './editing.ts';
import { notice } from './notice.ts';
import { wholeRegion } from './reshape.ts';

const first = { left: 10, top: 10, right: 50, bottom: 30 };
const second = { left: 10, top: 40, right: 50, bottom: 60 };

function found(...all: Region[]): Result {
  return { taskId: 'task', settings: defaultSettings, regions: all, took: 1 };
}

beforeEach(() => {
  page.value = {
    id: 'page',
    name: 'page.png',
    file: new Blob([]),
    picture: 'blob:page',
    width: 100,
    height: 80,
  };
  result.value = found(first, second);
  edited.value = null;
  selected.value = null;
});

afterEach(() => {
  page.value = null;
  result.value = null;
  edited.value = null;
  selected.value = null;
});

it('changes the regions that are shown, and keeps those that were detected', () => {
  replaceRegion(0, { ...first, left: 5 });
  expect(regions.value).toEqual([{ ...first, left: 5 }, second]);
  expect(result.value?.regions).toEqual([first, second]);
  expect(selected.value).toBe(0);
});

it('cuts what is typed to the page', () => {
  replaceRegion(1, { ...second, right: 5000, top: -3 });
  expect(regions.value[1]).toEqual({ left: 10, top: 0, right: 100, bottom: 60 });
});

it('a change to the same is none', () => {
  replaceRegion(0, { ...first });
  expect(edited.value).toBeNull();
  expect(canUndo.value).toBe(false);
});

it('undoes and does again, with what was selected', () => {
  selected.value = 1;
  removeSelected();
  expect(regions.value).toEqual([first]);
  expect(selected.value).toBe(0);
  addRegion(second);
  expect([regions.value.length, selected.value]).toEqual([2, 1]);
  undoChange();
  undoChange();
  expect([edited.value, selected.value, canUndo.value]).toEqual([null, 1, false]);
  redoChange();
  expect(regions.value).toEqual([first]);
  expect(canRedo.value).toBe(true);
  redoChange();
  redoChange();
  expect([regions.value.length, canRedo.value]).toEqual([2, false]);
});

it('undoes a held arrow key in one step, and the next one by itself', () => {
  selected.value = 0;
  for (let times = 0; times < 5; times++) nudge(wholeRegion, 1, 0);
  settle();
  nudge(wholeRegion, 0, 1);
  expect(regions.value[0]).toEqual({ left: 15, top: 11, right: 55, bottom: 31 });
  undoChange();
  expect(regions.value[0]).toEqual({ ...first, left: 15, right: 55 });
  undoChange();
  expect(regions.value[0]).toEqual(first);
});

it('a row of changes ends with its result', () => {
  selected.value = 0;
  nudge(wholeRegion, 1, 0);
  result.value = found(first, second);
  edited.value = null;
  nudge(wholeRegion, 0, 1);
  expect(canUndo.value).toBe(true);
  undoChange();
  expect(regions.value[0]).toEqual(first);
});

it('resets to what was detected, and back', () => {
  replaceRegion(0, { ...first, left: 5 });
  resetRegions();
  expect(edited.value).toBeNull();
  undoChange();
  expect(regions.value[0]).toEqual({ ...first, left: 5 });
});

it('forgets the changes of another result', () => {
  replaceRegion(0, { ...first, left: 5 });
  result.value = found(second);
  edited.value = null;
  expect(canUndo.value).toBe(false);
  undoChange();
  expect(regions.value).toEqual([second]);
});

it('says what it did', () => {
  selected.value = 0;
  removeSelected();
  expect(notice.value).toEqual({ text: 'Region 1 deleted, 1 region left', shown: true });
});

it('does nothing where nothing is selected', () => {
  removeSelected();
  nudge(wholeRegion, 1, 1);
  expect(edited.value).toBeNull();
});
