import type { Region, Size } from '@detect-regions/regions';
import { type Camera, regionOfPicture } from './camera.ts';
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
import { paintOrder } from './paint-order.ts';
import type { Palette } from './palette.ts';
import type { RegionGrid } from './region-grid.ts';

/** Regions and how they are drawn. */
export interface RegionsScene {
  readonly regions: readonly Region[];
  readonly grid: RegionGrid;
  /** A region that is drawn elsewhere, as it is being changed. */
  readonly except: number | null;
  /** Results to compare with are dashed, in a colour of their own. */
  readonly kind: 'now' | 'before';
  /** How much of the picture the fill hides, 0 to 1. */
  readonly opacity: number;
  readonly numbers: boolean;
  readonly order: boolean;
}

/** Beyond this many in sight, regions are too small on a screen for halos, dashes and tags of tiny ones. */
const detailedCount = 1500;
/** Tags are left out where they would cover their region: below this share of its height, in CSS pixels. */
const lowestTagged = 9;

interface Visible {
  readonly place: number;
  readonly box: Box;
}

/** The part of the stage, in CSS pixels, from one share of its width to another. */
export function partOfStage(stage: Size, from: number, to: number): Region {
  return { left: stage.width * from, top: 0, right: stage.width * to, bottom: stage.height };
}

function paintTags(surface: Surface, visible: readonly Visible[], colour: string, palette: Palette): void {
  const detailed = visible.length <= detailedCount;
  const { ratio } = surface;
  prepareTags(surface, palette.font);
  for (const { place, box } of visible) {
    if (box.height < lowestTagged * ratio) continue;
    const text = String(place + 1);
    const width = tagWidth(surface, text);
    if (!detailed && box.width < 2 * width) continue;
    drawTag(surface, text, tagCorner(surface, box, text), colour, palette.onColour);
  }
}

/** Tags on the path through the regions, in the middle of each. */
function paintStations(surface: Surface, visible: readonly Visible[], palette: Palette): void {
  prepareTags(surface, palette.font);
  for (const { place, box } of visible) {
    const text = String(place + 1);
    const width = tagWidth(surface, text);
    const height = tagHeight * surface.ratio;
    if (visible.length > detailedCount && (box.width < width || box.height < height)) continue;
    drawTag(surface, text, stationCorner(surface, box, text), palette.order, palette.onColour);
  }
}

function paintBoxes(
  surface: Surface,
  visible: readonly Visible[],
  scene: RegionsScene,
  palette: Palette,
): void {
  const { context, ratio } = surface;
  const colour = palette[scene.kind === 'now' ? 'region' : 'before'];
  const line = Math.max(Math.round(ratio), 1);
  // As thin as can be: regions often touch, and a halo covers what is beside them.
  const halo = Math.max(Math.round(ratio / 2), 1);
  if (scene.opacity > 0) {
    context.globalAlpha = scene.opacity;
    context.fillStyle = colour;
    for (const { box } of visible) context.fillRect(box.x, box.y, box.width, box.height);
    context.globalAlpha = 1;
  }
  const detailed = visible.length <= detailedCount;
  if (detailed) {
    context.strokeStyle = palette.halo;
    for (const { box } of visible) strokeBox(context, grown(box, line), halo);
  }
  context.strokeStyle = colour;
  if (detailed && scene.kind === 'before') context.setLineDash([5 * ratio, 3 * ratio]);
  for (const { box } of visible) strokeBox(context, box, line);
  context.setLineDash([]);
}

/** Draws the regions that are seen in a part of the stage. */
export function paintRegions(
  surface: Surface,
  scene: RegionsScene,
  camera: Camera,
  part: Region,
  palette: Palette,
): void {
  const { context, ratio } = surface;
  const visible: Visible[] = [];
  for (const place of scene.grid.touching(regionOfPicture(camera, part))) {
    const region = scene.regions[place];
    if (region === undefined || place === scene.except) continue;
    visible.push({ place, box: boxOf(region, camera, ratio) });
  }
  context.save();
  context.beginPath();
  context.rect(part.left * ratio, 0, (part.right - part.left) * ratio, part.bottom * ratio);
  context.clip();
  paintBoxes(surface, visible, scene, palette);
  if (scene.order) paintOrder(surface, scene.regions, camera, part, palette);
  if (scene.numbers) {
    if (scene.order) paintStations(surface, visible, palette);
    else paintTags(surface, visible, palette[scene.kind === 'now' ? 'region' : 'before'], palette);
  }
  context.restore();
}
