export { decodeRegions } from './decode.ts';
export { encodeRegions } from './encode.ts';
export { type FilterOptions, filterRegions } from './filter.ts';
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
export { type MergeOptions, mergeOverlapping } from './merge.ts';
export { denormalise, normalise } from './normalise.ts';
export { type OverlayOptions, overlaySvg } from './overlay.ts';
export { type ReadingOrderOptions, sortReadingOrder } from './reading-order.ts';
export { type RecognizeRegion, toRecognizeRegions } from './recognize.ts';
export { fromCorners, type Region } from './region.ts';
export { rotateBack, type Turn } from './rotate-back.ts';
