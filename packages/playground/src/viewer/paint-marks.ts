import type { Region } from '@detect-regions/regions';
import { type Camera, toStage } from './camera.ts';
import { boxOf, drawTag, prepareTags, type Surface, strokeBox, tagHeight, tagWidth } from './canvas.ts';
import { sizeOf } from './describe.ts';
import type { Palette } from './palette.ts';
import { handlePoint, handles } from './reshape.ts';

/** What is marked: what the pointer is over, and what is selected. */
export interface MarksScene {
  readonly hovered: { readonly region: Region; readonly place: number } | undefined;
  readonly selected:
    | { readonly region: Region; readonly place: number | null; readonly changing: boolean }
    | undefined;
}

/** A handle's side, in CSS pixels. */
const handleSide = 9;
/** Between handles in the middle of edges and those at the corners, in CSS pixels. Else they are left out. */
const handleRoom = 14;

function paintHovered(
  { context, ratio }: Surface,
  { region }: { region: Region },
  camera: Camera,
  palette: Palette,
): void {
  const box = boxOf(region, camera, ratio);
  context.fillStyle = palette.region;
  context.globalAlpha = 0.14;
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  context.strokeStyle = palette.region;
  strokeBox(context, box, Math.round(2.5 * ratio));
}

function paintHandles({ context, ratio }: Surface, region: Region, camera: Camera, palette: Palette): void {
  const box = boxOf(region, camera, ratio);
  const side = Math.round(handleSide * ratio);
  context.lineWidth = Math.round(1.5 * ratio);
  context.strokeStyle = palette.selected;
  context.fillStyle = palette.halo;
  for (const grip of handles) {
    if (grip.x === 0 && box.width < 2 * (side + handleRoom * ratio)) continue;
    if (grip.y === 0 && box.height < 2 * (side + handleRoom * ratio)) continue;
    const { x, y } = toStage(camera, handlePoint(region, grip));
    const left = Math.round(x * ratio - side / 2);
    const top = Math.round(y * ratio - side / 2);
    context.beginPath();
    context.roundRect(left, top, side, side, 2 * ratio);
    context.fill();
    context.stroke();
  }
}

function paintSelected(
  surface: Surface,
  { region, place, changing }: NonNullable<MarksScene['selected']>,
  camera: Camera,
  palette: Palette,
): void {
  const { context, ratio } = surface;
  const box = boxOf(region, camera, ratio);
  const line = Math.round(2 * ratio);
  context.fillStyle = palette.selected;
  context.globalAlpha = 0.1;
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  context.strokeStyle = palette.halo;
  strokeBox(
    context,
    { x: box.x - line, y: box.y - line, width: box.width + 2 * line, height: box.height + 2 * line },
    3 * line,
  );
  context.strokeStyle = palette.selected;
  strokeBox(context, box, line);
  paintHandles(surface, region, camera, palette);
  prepareTags(surface, palette.font);
  const gap = Math.round(8 * ratio);
  const number = place === null ? '' : String(place + 1);
  const text = changing ? sizeOf(region) : number;
  if (text === '') return;
  const above = box.y - gap - Math.round(tagHeight * ratio);
  const x = Math.max(box.x, 0);
  const y = above >= 0 ? above : Math.max(box.y + gap, 0);
  drawTag(
    surface,
    text,
    Math.min(x, context.canvas.width - tagWidth(surface, text)),
    y,
    palette.selected,
    palette.onColour,
  );
}

/** Draws what is marked. */
export function paintMarks(surface: Surface, scene: MarksScene, camera: Camera, palette: Palette): void {
  if (scene.hovered !== undefined) paintHovered(surface, scene.hovered, camera, palette);
  if (scene.selected !== undefined) paintSelected(surface, scene.selected, camera, palette);
}
