import { page } from '../state/page.ts';
import { hovered, regionsShown, selected } from '../state/view.ts';
import { type Point, regionOnStage, toPicture, zoomTo } from './camera.ts';
import { shareOfBefore } from './compare-state.ts';
import { addRegion, replaceRegion, selectedRegion } from './editing.ts';
import { announce, tell } from './notice.ts';
import { drawn, type Grip, gripAt, reshape, toWholePixels } from './reshape.ts';
import { grid } from './scenes.ts';
import { announceSelected, select } from './selecting.ts';
import { camera, draft, land, lookAt, panBy, stageSize, tool, zoomBy } from './stage-state.ts';

/** How near a pointer must be to a region or an edge to hold it, in CSS pixels. Fingers are thick. */
const reaches = { mouse: { region: 1, edge: 6 }, other: { region: 8, edge: 20 } };
/** A press that moves less than this is a click, in CSS pixels. */
const clickDistance = 4;
/** What a double click on the bare page enlarges it by. */
const doubleClickZoom = 2;

/** What the pointer that is down does. */
type Action =
  | { readonly kind: 'pan'; readonly start: Point; last: Point; moved: boolean }
  | { readonly kind: 'draw'; readonly start: Point }
  | { readonly kind: 'reshape'; readonly start: Point; readonly grip: Grip; moved: boolean };

function reachOf(event: PointerEvent): (typeof reaches)['mouse'] {
  return event.pointerType === 'mouse' ? reaches.mouse : reaches.other;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Whether the regions of now are what is seen at a point of the stage, so that they can be chosen there. */
function showsNow({ x }: Point): boolean {
  return regionsShown.peek() && x >= shareOfBefore.peek() * stageSize.peek().width;
}

function regionAt(point: Point, reach: number): number | null {
  if (!showsNow(point)) return null;
  const { x, y } = toPicture(camera.peek(), point);
  return grid.peek().at(x, y, reach / camera.peek().scale) ?? null;
}

function selectedGripAt(point: Point, reach: number): Grip | undefined {
  const region = selectedRegion.peek();
  if (region === undefined || !showsNow(point)) return undefined;
  return gripAt(regionOnStage(camera.peek(), region), point, reach);
}

function cursorOf({ x, y }: Grip): string {
  if (x === 0 && y === 0) return 'move';
  if (x === 0) return 'ns-resize';
  if (y === 0) return 'ew-resize';
  return x === y ? 'nwse-resize' : 'nesw-resize';
}

/** Follows mouse, pen and fingers on the stage. */
export class Gestures {
  readonly #stage: HTMLElement;
  readonly #pointers = new Map<number, Point>();
  #action: Action | null = null;
  /** The scale of the touchpad's pinch so far. */
  #padScale = 1;
  /** Whether the space bar is held: then any drag moves the picture. */
  #panning = false;

  constructor(stage: HTMLElement) {
    this.#stage = stage;
  }

  /** Starts to listen. Gives what ends it. */
  listen(): () => void {
    const listening = new AbortController();
    const { signal } = listening;
    const stage = this.#stage;
    stage.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    stage.addEventListener('pointermove', (event) => this.#move(event), { signal });
    stage.addEventListener('pointerup', (event) => this.#up(event), { signal });
    stage.addEventListener('pointercancel', (event) => this.#cancel(event), { signal });
    stage.addEventListener('pointerleave', () => this.#leave(), { signal });
    stage.addEventListener('dblclick', (event) => this.#doubleClick(event), { signal });
    // The divider lies beside the stage, over it: a wheel turned there zooms too.
    const frame = stage.parentElement ?? stage;
    frame.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    for (const type of ['gesturestart', 'gesturechange'])
      frame.addEventListener(type, (event) => this.#padPinch(event as GestureEvent), { signal });
    return () => listening.abort();
  }

  /** Says whether any drag moves the picture. */
  set panning(held: boolean) {
    this.#panning = held;
    this.#stage.style.cursor = held ? 'grab' : '';
  }

  #pointOf(event: MouseEvent): Point {
    const { left, top } = this.#stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #down(event: PointerEvent): void {
    if (event.button === 2 || page.peek() === null) return;
    const point = this.#pointOf(event);
    land();
    this.#stage.focus({ preventScroll: true });
    this.#stage.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, point);
    if (event.button === 1) event.preventDefault();
    draft.value = null;
    this.#action = this.#pointers.size === 1 ? this.#begin(event, point) : null;
    if (this.#action?.kind === 'pan') this.#stage.style.cursor = 'grabbing';
  }

  #begin(event: PointerEvent, start: Point): Action {
    const pan: Action = { kind: 'pan', start, last: start, moved: false };
    if (event.button === 1 || this.#panning) return pan;
    if (tool.peek() === 'draw') return { kind: 'draw', start };
    const grip = selectedGripAt(start, reachOf(event).edge);
    return grip === undefined ? pan : { kind: 'reshape', start, grip, moved: false };
  }

  #move(event: PointerEvent): void {
    const point = this.#pointOf(event);
    const last = this.#pointers.get(event.pointerId);
    if (last === undefined) {
      if (event.pointerType !== 'touch') this.#hover(event, point);
      return;
    }
    if (this.#pointers.size > 1) this.#pinch(event.pointerId, last, point);
    else if (this.#action !== null) this.#drag(this.#action, point);
    this.#pointers.set(event.pointerId, point);
  }

  #hover(event: PointerEvent, point: Point): void {
    hovered.value = tool.peek() === 'draw' ? null : regionAt(point, reachOf(event).region);
    if (this.#panning) return;
    const grip = selectedGripAt(point, reachOf(event).edge);
    if (tool.peek() === 'draw') this.#stage.style.cursor = 'crosshair';
    else if (grip !== undefined) this.#stage.style.cursor = cursorOf(grip);
    else this.#stage.style.cursor = hovered.peek() === null ? '' : 'pointer';
  }

  #drag(action: Action, point: Point): void {
    if (action.kind === 'draw') {
      this.#sketch(action.start, point);
      return;
    }
    action.moved ||= distance(action.start, point) >= clickDistance;
    if (!action.moved) return;
    if (action.kind === 'reshape') {
      this.#bend(action, point);
      return;
    }
    panBy(point.x - action.last.x, point.y - action.last.y);
    action.last = point;
  }

  #sketch(start: Point, point: Point): void {
    const size = page.peek();
    if (size === null || distance(start, point) < clickDistance) return;
    const region = drawn(toPicture(camera.peek(), start), toPicture(camera.peek(), point), size);
    draft.value = { place: null, region };
  }

  #bend({ start, grip }: { readonly start: Point; readonly grip: Grip }, point: Point): void {
    const size = page.peek();
    const place = selected.peek();
    const region = selectedRegion.peek();
    if (size === null || place === null || region === undefined) return;
    const { scale } = camera.peek();
    const bent = reshape(region, grip, (point.x - start.x) / scale, (point.y - start.y) / scale, size);
    draft.value = { place, region: toWholePixels(bent, region) };
  }

  #pinch(moving: number, last: Point, point: Point): void {
    const other = [...this.#pointers].find(([id]) => id !== moving)?.[1];
    if (other === undefined) return;
    const factor = distance(other, point) / Math.max(distance(other, last), 1);
    // The middle of the fingers moves half as far as the finger that moved.
    panBy((point.x - last.x) / 2, (point.y - last.y) / 2);
    if (factor > 0) zoomBy(factor, { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 });
  }

  #up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    const action = this.#action;
    const done = draft.peek();
    this.#action = null;
    draft.value = null;
    this.#stage.style.cursor = this.#panning ? 'grab' : '';
    if (action?.kind === 'draw') {
      if (done === null) return;
      tool.value = 'select';
      addRegion(done.region);
    } else if (action !== null && !action.moved) this.#click(event);
    else if (done !== null && done.place !== null) replaceRegion(done.place, done.region);
  }

  #click(event: PointerEvent): void {
    if (event.button !== 0 || this.#panning) return;
    const place = regionAt(this.#pointOf(event), reachOf(event).region);
    if (place === selected.peek()) return;
    select(place);
    announceSelected();
  }

  #cancel(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#action = null;
    draft.value = null;
  }

  #leave(): void {
    hovered.value = null;
  }

  #doubleClick(event: MouseEvent): void {
    const point = this.#pointOf(event);
    const place = regionAt(point, reaches.mouse.region);
    const region = place === null ? undefined : selectedRegion.peek();
    if (region !== undefined) lookAt((_from, picture, stage) => zoomTo(region, picture, stage));
    else zoomBy(doubleClickZoom, point);
  }

  #padPinch(event: GestureEvent): void {
    event.preventDefault();
    if (event.type === 'gesturechange' && this.#pointers.size === 0)
      zoomBy(event.scale / this.#padScale, this.#pointOf(event));
    this.#padScale = event.scale;
  }

  #wheel(event: WheelEvent): void {
    if (page.peek() === null) return;
    event.preventDefault();
    const { dx, dy } = wheelPixels(event);
    if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) panBy(event.shiftKey ? -dy - dx : -dx, 0);
    else
      zoomBy(Math.exp(-dy * (event.ctrlKey ? pinchZoomPerPixel : wheelZoomPerPixel)), this.#pointOf(event));
  }
}

/** How Safari tells of two fingers on a touchpad; on a screen they are pointers as well. */
interface GestureEvent extends MouseEvent {
  /** What the fingers have enlarged by since they began. */
  readonly scale: number;
}

/** A notch of a wheel is about 100 pixels: it zooms by a sixth. */
const wheelZoomPerPixel = 0.0016;
/** A touchpad's pinch comes as small turns of a wheel with the control key. */
const pinchZoomPerPixel = 0.01;
const pixelsPerLine = 33;
const pixelsPerPage = 400;

function wheelPixels({ deltaMode, deltaX, deltaY }: WheelEvent): { dx: number; dy: number } {
  let unit = 1;
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) unit = pixelsPerLine;
  if (deltaMode === WheelEvent.DOM_DELTA_PAGE) unit = pixelsPerPage;
  return { dx: deltaX * unit, dy: deltaY * unit };
}

/** Starts or ends the drawing of a new region. */
export function toggleDrawing(): void {
  tool.value = tool.peek() === 'draw' ? 'select' : 'draw';
  if (tool.peek() === 'draw') tell('Draw a region, or press Enter for one in the middle');
  else announce('No longer drawing');
}
