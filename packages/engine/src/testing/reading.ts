import { iou, type Region } from '@detect-regions/regions';
import { LEAST_IOU } from './score.ts';

/** Which regions of the truth were found, by their places in it, in the order of the result. */
export function orderFound(found: readonly Region[], truth: readonly Region[]): number[] {
  return found.flatMap((region) => {
    const place = truth.findIndex((target) => iou(region, target) >= LEAST_IOU);
    return place < 0 ? [] : [place];
  });
}

/** Whether each number is above the one before. */
export function isRising(numbers: readonly number[]): boolean {
  return numbers.every((n, i) => i === 0 || n > (numbers[i - 1] as number));
}
