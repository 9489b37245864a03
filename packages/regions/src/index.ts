export { decodeRegions } from './decode.ts';
export { encodeRegions } from './encode.ts';
export { RegionsFormatError } from './format-error.ts';
export {
  area,
  clamp,
  contains,
  height,
  intersection,
  iou,
  type Size,
  scale,
  translate,
  union,
  width,
} from './geometry.ts';
export { type OverlayOptions, overlaySvg } from './overlay.ts';
export { fromCorners, type Region } from './region.ts';
