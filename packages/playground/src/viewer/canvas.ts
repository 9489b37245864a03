import type { Region, Size } from '@detect-regions/regions';
import type { Camera, Point } from './camera.ts';

/** What the painting functions draw on: they count in device pixels, so that lines are crisp. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

/** Empties a canvas, and gives it as many pixels as the screen has where it lies. */
export function openSurface(canvas: HTMLCanvasElement, stage: Size): Surface | undefined {
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  const ratio = devicePixelRatio;
  const width = Math.round(stage.width * ratio);
  const height = Math.round(stage.height * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  } else {
    context.clearRect(0, 0, width, height);
  }
  return { context, ratio };
}

/** A box of whole device pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a region is on a canvas; at least one device pixel of it. Called for every region in every frame. */
export function boxOf({ left, top, right, bottom }: Region, camera: Camera, ratio: number): Box {
  const scale = camera.scale * ratio;
  const x = Math.round(left * scale + camera.x * ratio);
  const y = Math.round(top * scale + camera.y * ratio);
  return {
    x,
    y,
    width: Math.max(Math.round(right * scale + camera.x * ratio) - x, 1),
    height: Math.max(Math.round(bottom * scale + camera.y * ratio) - y, 1),
  };
}

/** A box that is larger by some device pixels on each side. */
export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** A line around a box, `width` device pixels thick: what is inside stays in sight. */
export function strokeBox(context: CanvasRenderingContext2D, box: Box, width: number): void {
  context.lineWidth = width;
  context.strokeRect(box.x - width / 2, box.y - width / 2, box.width + width, box.height + width);
}

/** Height of the tag with a region's number, in CSS pixels. */
export const tagHeight = 15;
const tagPadding = 4;
const tagFontSize = 10;

/** Makes a canvas ready for tags. */
export function prepareTags({ context, ratio }: Surface, font: string): void {
  context.font = `600 ${tagFontSize * ratio}px ${font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
}

/** How wide a tag is, in device pixels. The digits of the fonts of systems are about equally wide. */
export function tagWidth({ ratio }: Surface, text: string): number {
  return Math.round((text.length * tagFontSize * 0.62 + 2 * tagPadding) * ratio);
}

/** Draws a tag with its top left corner at a point, in device pixels. */
export function drawTag(surface: Surface, text: string, { x, y }: Point, fill: string, ink: string): void {
  const { context, ratio } = surface;
  const width = tagWidth(surface, text);
  const height = Math.round(tagHeight * ratio);
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(x, y, width, height, 3 * ratio);
  context.fill();
  context.fillStyle = ink;
  // Digits have no descenders: their middle is a little above that of the line.
  context.fillText(text, x + width / 2, y + height / 2 + 0.5 * ratio);
}

/**
 * Where the tag of a region is: in the margin beside it, as line numbers are; at the stage's edge inside it. It stays
 * in sight as long as the region does.
 */
export function tagCorner(surface: Surface, box: Box, text: string): Point {
  const width = tagWidth(surface, text);
  const lowest = box.y + box.height - tagHeight * surface.ratio;
  return {
    x: Math.max(box.x >= width ? box.x - width : box.x, 0),
    y: Math.max(box.y, Math.min(0, lowest)),
  };
}

/** Where the tag of a region is when the tags are stations of the path through all: in its middle. */
export function stationCorner(surface: Surface, box: Box, text: string): Point {
  return {
    x: Math.round(box.x + (box.width - tagWidth(surface, text)) / 2),
    y: Math.round(box.y + (box.height - tagHeight * surface.ratio) / 2),
  };
}
