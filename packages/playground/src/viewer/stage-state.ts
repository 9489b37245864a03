import type { Region, Size } from '@detect-regions/regions';
import { type Signal, signal } from '@preact/signals';
import { page } from '../state/page.ts';
import { between, type Camera, clampCamera, fit, fitWidth, type Point, pan, zoomAt } from './camera.ts';

/** The stage's size, in CSS pixels. */
export const stageSize: Signal<Size> = signal({ width: 0, height: 0 });

/** How the picture is looked at. */
export const camera: Signal<Camera> = signal({ scale: 1, x: 0, y: 0 });

/** What the camera keeps to when the stage changes its size: the whole page, its width, or where a person put it. */
export const framing: Signal<'page' | 'width' | 'free'> = signal<'page' | 'width' | 'free'>('page');

/** What the pointer does: choose and change regions, or draw a new one. */
export const tool: Signal<'select' | 'draw'> = signal<'select' | 'draw'>('select');

/** A region that is being changed or drawn; `place` is `null` for a new one. */
export interface Draft {
  readonly place: number | null;
  readonly region: Region;
}

/** What is being changed or drawn, until the pointer lets go. */
export const draft: Signal<Draft | null> = signal(null);

/** How long the camera takes to go somewhere, in milliseconds: long enough to follow with the eye. */
const flightTime = 180;

let flight = 0;
/** Where the camera is going; `null` while it rests. */
let heading: Camera | null = null;

/** Stops the camera where it is. */
export function land(): void {
  cancelAnimationFrame(flight);
  heading = null;
}

function put(next: Camera): void {
  land();
  camera.value = next;
}

/** Takes the camera somewhere, at once where a person asked for less motion. */
export function flyTo(target: Camera): void {
  land();
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    camera.value = target;
    return;
  }
  heading = target;
  const from = camera.peek();
  const began = performance.now();
  const step = (now: number): void => {
    const share = Math.min(Math.max((now - began) / flightTime, 0), 1);
    camera.value = share === 1 ? target : between(from, target, 1 - (1 - share) ** 3, stageSize.peek());
    if (share < 1) flight = requestAnimationFrame(step);
    else heading = null;
  };
  flight = requestAnimationFrame(step);
}

/** The page's size with the stage's; `undefined` while there is no picture to look at. */
export function frame(): { picture: Size; stage: Size } | undefined {
  const picture = page.peek();
  const stage = stageSize.peek();
  if (picture === null || stage.width === 0 || stage.height === 0) return undefined;
  return { picture, stage };
}

/** Moves the picture by CSS pixels. */
export function panBy(dx: number, dy: number): void {
  const sizes = frame();
  if (sizes === undefined) return;
  framing.value = 'free';
  put(pan(camera.peek(), dx, dy, sizes.picture, sizes.stage));
}

/** Zooms by a factor around a point of the stage, following a wheel or fingers. */
export function zoomBy(factor: number, point: Point): void {
  const sizes = frame();
  if (sizes === undefined) return;
  framing.value = 'free';
  put(zoomAt(camera.peek(), factor, point, sizes.picture, sizes.stage));
}

/** Goes to where `look` says, given the camera (as it will be when it has arrived where it goes) and both sizes. */
export function lookAt(look: (from: Camera, picture: Size, stage: Size) => Camera): void {
  const sizes = frame();
  if (sizes === undefined) return;
  const from = heading ?? camera.peek();
  const target = look(from, sizes.picture, sizes.stage);
  if (target === from) return;
  framing.value = 'free';
  flyTo(target);
}

/** Shows the whole page, or its width, and keeps to it when the stage's size changes. */
export function showWhole(what: 'page' | 'width'): void {
  const sizes = frame();
  if (sizes === undefined) return;
  framing.value = what;
  flyTo((what === 'page' ? fit : fitWidth)(sizes.picture, sizes.stage));
}

/** Puts the camera right after the stage's size changed, in CSS pixels, or the picture did. */
export function reframe(previous: Size): void {
  const sizes = frame();
  if (sizes === undefined) return;
  const { picture, stage } = sizes;
  if (framing.peek() === 'page') put(fit(picture, stage));
  else if (framing.peek() === 'width') put(fitWidth(picture, stage));
  else {
    const { scale, x, y } = camera.peek();
    const dx = (stage.width - previous.width) / 2;
    const dy = (stage.height - previous.height) / 2;
    put(clampCamera({ scale, x: x + dx, y: y + dy }, picture, stage));
  }
}
