import type { Region } from '@detect-regions/regions';
import { type Camera, toStage } from './camera.ts';
import {
  type Box,
  boxOf,
  drawTag,
  grown,
  prepareTags,
  type Surface,
  stationCorner,
  strokeBox,
  tagCorner,
  tagHeight,
  tagWidth,
} from './canvas.ts';
import { sizeOf } from './describe.ts';
import type { Palette } from './palette.ts';
import { handlePoint, handles } from './reshape.ts';

/** The selected region, or one that is being drawn. */
export interface SelectedMark {
  readonly region: Region;
  /** `null` for one that is being drawn. */
  readonly place: number | null;
  /** Whether it is being changed: then its size is written beside it. */
  readonly changing: boolean;
  /** Where regions have their numbers. */
  readonly tags: 'none' | 'margin' | 'stations';
}

/** What is marked: what the pointer is over, and what is selected. */
export interface MarksScene {
  readonly hovered: { readonly region: Region; readonly place: number } | undefined;
  readonly selected: SelectedMark | undefined;
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
  { region, place, changing, tags }: SelectedMark,
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
  strokeBox(context, grown(box, line), line);
  context.strokeStyle = palette.selected;
  strokeBox(context, box, line);
  prepareTags(surface, palette.font);
  if (changing) paintSize(surface, box, sizeOf(region), palette);
  else if (place !== null && tags !== 'none') {
    const text = String(place + 1);
    const corner = (tags === 'stations' ? stationCorner : tagCorner)(surface, box, text);
    drawTag(surface, text, corner, palette.selected, palette.onColour);
  }
  paintHandles(surface, region, camera, palette);
}

/** A tag above the region, or in it where it is at the top of the stage. */
function paintSize(surface: Surface, box: Box, text: string, palette: Palette): void {
  const gap = Math.round(8 * surface.ratio);
  const above = box.y - gap - Math.round(tagHeight * surface.ratio);
  const furthest = surface.context.canvas.width - tagWidth(surface, text);
  const corner = {
    x: Math.min(Math.max(box.x, 0), furthest),
    y: above >= 0 ? above : Math.max(box.y + gap, 0),
  };
  drawTag(surface, text, corner, palette.selected, palette.onColour);
}

/** Draws what is marked. */
export function paintMarks(surface: Surface, scene: MarksScene, camera: Camera, palette: Palette): void {
  if (scene.hovered !== undefined) paintHovered(surface, scene.hovered, camera, palette);
  if (scene.selected !== undefined) paintSelected(surface, scene.selected, camera, palette);
}
