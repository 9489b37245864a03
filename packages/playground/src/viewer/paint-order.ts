import type { Region } from '@detect-regions/regions';
import { type Camera, type Point, toStage } from './camera.ts';
import type { Surface } from './canvas.ts';
import type { Palette } from './palette.ts';

/** Steps of the path that are shorter than this have no arrow, in CSS pixels: it would hide them. */
const shortestWithArrow = 26;
/** More legs than this in sight are too short for arrows. */
const mostWithArrows = 1500;
const arrowLength = 8;
const arrowHalfWidth = 4.5;

interface Leg {
  readonly from: Point;
  readonly to: Point;
}

function middleOf({ left, top, right, bottom }: Region): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function mayBeSeen({ from, to }: Leg, part: Region): boolean {
  return (
    Math.min(from.x, to.x) <= part.right &&
    Math.max(from.x, to.x) >= part.left &&
    Math.min(from.y, to.y) <= part.bottom &&
    Math.max(from.y, to.y) >= part.top
  );
}

function legsInSight(regions: readonly Region[], camera: Camera, part: Region): readonly Leg[] {
  const legs: Leg[] = [];
  let from: Point | undefined;
  for (const region of regions) {
    const to = toStage(camera, middleOf(region));
    if (from !== undefined && mayBeSeen({ from, to }, part)) legs.push({ from, to });
    from = to;
  }
  return legs;
}

function traceLine(context: CanvasRenderingContext2D, { from, to }: Leg): void {
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
}

/** An arrow in the middle of a leg, where the tags at its ends do not hide it. */
function traceArrow(context: CanvasRenderingContext2D, { from, to }: Leg): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < shortestWithArrow) return;
  const alongX = (to.x - from.x) / length;
  const alongY = (to.y - from.y) / length;
  const tip = length / 2 + arrowLength / 2;
  const tipX = from.x + alongX * tip;
  const tipY = from.y + alongY * tip;
  const backX = tipX - alongX * arrowLength;
  const backY = tipY - alongY * arrowLength;
  context.moveTo(tipX, tipY);
  context.lineTo(backX - alongY * arrowHalfWidth, backY + alongX * arrowHalfWidth);
  context.lineTo(backX + alongY * arrowHalfWidth, backY - alongX * arrowHalfWidth);
  context.closePath();
}

/** Thousands of legs are a texture rather than arrows: thin lines alone, which are drawn fast. */
function paintFineLegs(context: CanvasRenderingContext2D, legs: readonly Leg[], colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (const leg of legs) traceLine(context, leg);
  context.stroke();
}

function paintLegs(context: CanvasRenderingContext2D, legs: readonly Leg[], palette: Palette): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const [colour, width] of [
    [palette.halo, 4],
    [palette.order, 1.75],
  ] as const) {
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const leg of legs) traceLine(context, leg);
    context.stroke();
    context.beginPath();
    for (const leg of legs) traceArrow(context, leg);
    context.fill();
    if (colour === palette.halo) context.stroke();
  }
}

/** Draws the reading order as a path from the middle of each region to that of the next. */
export function paintOrder(
  { context, ratio }: Surface,
  regions: readonly Region[],
  camera: Camera,
  part: Region,
  palette: Palette,
): void {
  const legs = legsInSight(regions, camera, part);
  context.save();
  context.scale(ratio, ratio);
  if (legs.length > mostWithArrows) paintFineLegs(context, legs, palette.order);
  else paintLegs(context, legs, palette);
  context.restore();
}
