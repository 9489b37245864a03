import type { Region, Size } from '@detect-regions/regions';

/** Where the picture lies on the stage: a point of it is shown at `point * scale + (x, y)`, in CSS pixels. */
export interface Camera {
  /** CSS pixels per pixel of the picture. */
  readonly scale: number;
  /** Where the picture's left edge is, in CSS pixels from the stage's. */
  readonly x: number;
  /** Where the picture's top edge is, in CSS pixels from the stage's. */
  readonly y: number;
}

/** A point of the stage in CSS pixels, or of the picture in its own. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is left free around a picture that is fitted, in CSS pixels: room for the numbers of its regions. */
const margin = 24;
/** A fitted picture is not enlarged beyond this: a stamp that fills the stage is a blur. */
const largestFit = 4;
/** Single pixels are plain to see at this scale, and edges can be put exactly. */
const largestScale = 32;
/** A region that was asked for is shown at least this high, in CSS pixels, so that its text can be read. */
const readableHeight = 16;
/** How much of the stage's width and height a region takes that was zoomed to. */
const regionShare = 0.8;

/** The point of the picture that is seen at a point of the stage. */
export function toPicture(camera: Camera, point: Point): Point {
  return { x: (point.x - camera.x) / camera.scale, y: (point.y - camera.y) / camera.scale };
}

/** Where a point of the picture is on the stage. */
export function toStage(camera: Camera, point: Point): Point {
  return { x: point.x * camera.scale + camera.x, y: point.y * camera.scale + camera.y };
}

/** A region of the picture as it lies on the stage, in CSS pixels. */
export function regionOnStage(camera: Camera, region: Region): Region {
  const { x: left, y: top } = toStage(camera, { x: region.left, y: region.top });
  const { x: right, y: bottom } = toStage(camera, { x: region.right, y: region.bottom });
  return { left, top, right, bottom };
}

/** The part of the picture's plane that a part of the stage shows, in pixels of the picture. */
export function regionOfPicture(camera: Camera, part: Region): Region {
  const { x: left, y: top } = toPicture(camera, { x: part.left, y: part.top });
  const { x: right, y: bottom } = toPicture(camera, { x: part.right, y: part.bottom });
  return { left, top, right, bottom };
}

function centred(scale: number, picture: Size, stage: Size): Camera {
  return {
    scale,
    x: (stage.width - picture.width * scale) / 2,
    y: (stage.height - picture.height * scale) / 2,
  };
}

/** What is left of a length when the margins are taken off; on a tiny stage the margins give way. */
function within(length: number): number {
  return Math.max(length - 2 * margin, length / 2, 1);
}

/** The whole picture, centred. */
export function fit(picture: Size, stage: Size): Camera {
  const scale = Math.min(
    within(stage.width) / picture.width,
    within(stage.height) / picture.height,
    largestFit,
  );
  return centred(scale, picture, stage);
}

/** The picture as wide as the stage, from its top: the way to read a page. */
export function fitWidth(picture: Size, stage: Size): Camera {
  const scale = Math.min(within(stage.width) / picture.width, largestScale);
  const camera = centred(scale, picture, stage);
  return camera.y < margin ? { ...camera, y: margin } : camera;
}

/** The smallest and the largest scale that a person can reach. */
export function scaleLimits(picture: Size, stage: Size): { smallest: number; largest: number } {
  const whole = fit(picture, stage).scale;
  return { smallest: Math.min(whole, 1) / 2, largest: Math.max(largestScale, whole) };
}

/** At least half of the picture, or a picture over half of the stage, stays in sight. */
function keepInSight(start: number, length: number, room: number): number {
  const kept = Math.min(length, room) / 2;
  return Math.min(Math.max(start, kept - length), room - kept);
}

/** The nearest camera from which the picture is not lost. */
export function clampCamera(camera: Camera, picture: Size, stage: Size): Camera {
  const { smallest, largest } = scaleLimits(picture, stage);
  const scale = Math.min(Math.max(camera.scale, smallest), largest);
  const { x, y } = scale === camera.scale ? camera : scaledAt(camera, scale, middle(stage));
  return {
    scale,
    x: keepInSight(x, picture.width * scale, stage.width),
    y: keepInSight(y, picture.height * scale, stage.height),
  };
}

/** The middle of the stage. */
export function middle(stage: Size): Point {
  return { x: stage.width / 2, y: stage.height / 2 };
}

function scaledAt(camera: Camera, scale: number, point: Point): Camera {
  const ratio = scale / camera.scale;
  return { scale, x: point.x - (point.x - camera.x) * ratio, y: point.y - (point.y - camera.y) * ratio };
}

/** Zooms by a factor; what is seen at `point` of the stage stays there, as far as the limits allow. */
export function zoomAt(camera: Camera, factor: number, point: Point, picture: Size, stage: Size): Camera {
  const { smallest, largest } = scaleLimits(picture, stage);
  const scale = Math.min(Math.max(camera.scale * factor, smallest), largest);
  return clampCamera(scaledAt(camera, scale, point), picture, stage);
}

/** Moves the picture by CSS pixels. */
export function pan(camera: Camera, dx: number, dy: number, picture: Size, stage: Size): Camera {
  return clampCamera({ ...camera, x: camera.x + dx, y: camera.y + dy }, picture, stage);
}

function lookingAt(region: Region, scale: number, picture: Size, stage: Size): Camera {
  const { largest, smallest } = scaleLimits(picture, stage);
  const bounded = Math.min(Math.max(scale, smallest), largest);
  const x = stage.width / 2 - ((region.left + region.right) / 2) * bounded;
  const y = stage.height / 2 - ((region.top + region.bottom) / 2) * bounded;
  return clampCamera({ scale: bounded, x, y }, picture, stage);
}

function scaleThatHolds(region: Region, stage: Size): number {
  return (
    regionShare *
    Math.min(
      stage.width / Math.max(region.right - region.left, 1),
      stage.height / Math.max(region.bottom - region.top, 1),
    )
  );
}

/** Zooms to a region: most of the stage is it. */
export function zoomTo(region: Region, picture: Size, stage: Size): Camera {
  return lookingAt(region, Math.min(scaleThatHolds(region, stage), largestFit), picture, stage);
}

/** The camera itself where a region is wholly in sight and large enough to be read, or else one that shows it. */
export function reveal(camera: Camera, region: Region, picture: Size, stage: Size): Camera {
  const { left, top, right, bottom } = regionOnStage(camera, region);
  const inSight = left >= 0 && top >= 0 && right <= stage.width && bottom <= stage.height;
  const holds = scaleThatHolds(region, stage);
  const height = Math.max(region.bottom - region.top, 1);
  const readable = Math.min(readableHeight / height, holds, largestFit);
  if (inSight && camera.scale >= readable) return camera;
  return lookingAt(region, Math.min(Math.max(camera.scale, readable), holds), picture, stage);
}

/** A camera on the way between two: `share` of 0 is the first, 1 the second. Zooming feels even in its logarithm. */
export function between(from: Camera, to: Camera, share: number, stage: Size): Camera {
  const scale = from.scale * (to.scale / from.scale) ** share;
  const start = toPicture(from, middle(stage));
  const end = toPicture(to, middle(stage));
  // What is in the middle moves as fast on the stage as the scale of the moment lets it.
  const along =
    from.scale === to.scale ? share : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
  return {
    scale,
    x: stage.width / 2 - (start.x + (end.x - start.x) * along) * scale,
    y: stage.height / 2 - (start.y + (end.y - start.y) * along) * scale,
  };
}
