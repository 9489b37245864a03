export { type CompareOptions, type Comparison, compareRegions } from './compare/compare-regions.ts';
export type { Match } from './compare/match.ts';
export { type Counts, type Score, scoreOf, sumScores } from './compare/score.ts';
export { decodeRegions } from './decode.ts';
export { encodeRegions } from './encode.ts';
export { type FilterOptions, filterRegions } from './filter.ts';
export { RegionsFormatError } from './format-error.ts';
export { toAltoXml } from './formats/alto.ts';
export { toCoco } from './formats/coco.ts';
export { toCsv } from './formats/csv.ts';
export { fromAltoXml } from './formats/from-alto.ts';
export { type CocoImage, fromCoco, fromCocoDataSet } from './formats/from-coco.ts';
export { fromJson } from './formats/from-json.ts';
export { fromPageXml } from './formats/from-page-xml.ts';
export { toHocr } from './formats/hocr.ts';
export { toJson } from './formats/json.ts';
export type { PageRegions } from './formats/page.ts';
export { type PageXmlOptions, toPageXml } from './formats/page-xml.ts';
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
