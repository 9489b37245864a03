import { RegionsFormatError } from './format-error.ts';
import { kindOf } from './kind.ts';
import type { Region } from './region.ts';

/** One region in the form that the API's RecognizeRegions operation takes (its model `OCRRegion`). */
export interface RecognizeRegion {
  /** The rectangle, in whole pixels of the image. */
  readonly rect: {
    /** x of the top left corner, in pixels. */
    readonly topLeftX: number;
    /** y of the top left corner, in pixels. */
    readonly topLeftY: number;
    /** x of the bottom right corner, in pixels. */
    readonly bottomRightX: number;
    /** y of the bottom right corner, in pixels. */
    readonly bottomRightY: number;
  };
  /** Place of the region's text in the recognised text, counted from 0. */
  readonly order: number;
}

/**
 * Regions in the form that the API's next step takes, recognition of the text in given regions
 * (RecognizeRegions, model `OCRRegion`). The text is put together in the order of the list: sort it first,
 * e.g. by `sortReadingOrder`.
 *
 * The API takes whole pixels, so fractions are rounded outwards, lest a letter be cut.
 *
 * @param regions - in pixels of the image that is sent for recognition
 * @throws {@link RegionsFormatError} when an edge is no finite number
 *
 * @example
 * ```ts
 * toRecognizeRegions([{ left: 0, top: 8, right: 697, bottom: 441 }]);
 * // [{ rect: { topLeftX: 0, topLeftY: 8, bottomRightX: 697, bottomRightY: 441 }, order: 0 }]
 * ```
 */
export function toRecognizeRegions(regions: readonly Region[]): RecognizeRegion[] {
  return regions.map(({ left, top, right, bottom }, order) => {
    const wrong = [left, top, right, bottom].find((edge) => !Number.isFinite(edge));
    if (wrong !== undefined) throw new RegionsFormatError('four finite edges', kindOf(wrong), order);
    return {
      rect: {
        topLeftX: Math.floor(left),
        topLeftY: Math.floor(top),
        bottomRightX: Math.ceil(right),
        bottomRightY: Math.ceil(bottom),
      },
      order,
    };
  });
}
