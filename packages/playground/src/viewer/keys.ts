import { page } from '../state/page.ts';
import { before } from '../state/result.ts';
import { selected } from '../state/view.ts';
import { middle, regionOfPicture } from './camera.ts';
import { blink } from './compare-state.ts';
import { copySelected } from './copy-selected.ts';
import {
  addRegion,
  nudge,
  redoChange,
  removeSelected,
  selectedRegion,
  settle,
  undoChange,
} from './editing.ts';
import { toggleDrawing } from './gestures.ts';
import { drawn, wholeRegion } from './reshape.ts';
import { announceSelected, select, selectNext, zoomToSelected } from './selecting.ts';
import { camera, draft, panBy, showWhole, stageSize, tool, zoomBy } from './stage-state.ts';

/** What a press of a zoom key or button enlarges by. */
export const zoomStep = 1.25;
/** How far an arrow key moves the picture, in CSS pixels. */
const panStep = 60;
/** How far an arrow key with Shift moves a region, in pixels of the picture. */
const largeNudge = 10;

const arrows: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Zooms around the middle of the stage. */
export function zoomInMiddle(factor: number): void {
  zoomBy(factor, middle(stageSize.peek()));
}

function stepBack(): void {
  if (tool.peek() === 'draw') {
    draft.value = null;
    toggleDrawing();
  } else if (selected.peek() !== null) {
    select(null);
    announceSelected();
  }
}

/** A region in the middle of what is seen, for people who do not draw with a pointer. */
function addInMiddle(): void {
  const size = page.peek();
  if (size === null) return;
  const { width, height } = stageSize.peek();
  const part = { left: width * 0.35, top: height * 0.4, right: width * 0.65, bottom: height * 0.6 };
  const { left, top, right, bottom } = regionOfPicture(camera.peek(), part);
  tool.value = 'select';
  addRegion(drawn({ x: left, y: top }, { x: right, y: bottom }, size));
}

function enter(): void {
  if (tool.peek() === 'draw') addInMiddle();
  else zoomToSelected();
}

const plainKeys: Readonly<Record<string, () => void>> = {
  Escape: stepBack,
  Enter: enter,
  Delete: removeSelected,
  Backspace: removeSelected,
  c: () => void copySelected(),
};

const commandKeys: Readonly<Record<string, () => void>> = {
  z: undoChange,
  Z: redoChange,
  y: redoChange,
  c: () => void copySelected(),
};

const stageKeys: Readonly<Record<string, () => void>> = {
  '+': () => zoomInMiddle(zoomStep),
  '=': () => zoomInMiddle(zoomStep),
  '-': () => zoomInMiddle(1 / zoomStep),
  0: () => showWhole('page'),
  w: () => showWhole('width'),
  n: () => selectNext(1),
  p: () => selectNext(-1),
  a: toggleDrawing,
  b: () => {
    if (before.peek() !== null) blink();
  },
};

function pressed(event: KeyboardEvent, keys: Readonly<Record<string, () => void>>): boolean {
  if (!Object.hasOwn(keys, event.key)) return false;
  event.preventDefault();
  keys[event.key]?.();
  return true;
}

/** Keys that mean the same on the picture and in the list. Gives whether the key was one of them. */
export function pressOnRegion(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return pressed(event, commandKeys);
  return !event.altKey && pressed(event, plainKeys);
}

function pressArrow(event: KeyboardEvent): boolean {
  const arrow = arrows[event.key];
  if (arrow === undefined || event.ctrlKey || event.metaKey) return false;
  event.preventDefault();
  const step = event.shiftKey ? largeNudge : 1;
  const [dx, dy] = arrow;
  if (selectedRegion.peek() === undefined) panBy(-dx * panStep * step, -dy * panStep * step);
  else nudge(event.altKey ? { x: 1, y: 1 } : wholeRegion, dx * step, dy * step);
  return true;
}

/** Keys on the picture. */
export function pressOnStage(event: KeyboardEvent): void {
  if (pressOnRegion(event) || pressArrow(event)) return;
  if (!event.ctrlKey && !event.metaKey && !event.altKey) pressed(event, stageKeys);
}

/** A held arrow key is one change; it ends when the key is let go. */
export function releaseOnStage(event: KeyboardEvent): void {
  if (event.key in arrows) settle();
}
