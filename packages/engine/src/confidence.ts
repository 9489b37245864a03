import type { DsrConfidence } from '@detect-regions/spec';

/**
 * The detector's least score for a box, from 0 to 1, for each `dsrConfidence`. On photos of scenes precision
 * rises from .35 (All) to .86 (Ultra), and recall falls.
 */
const thresholds: { readonly [C in DsrConfidence]: number } = {
  All: 0.1,
  Low: 0.3,
  LowMid: 0.5,
  Mid: 0.6,
  Default: 0.6,
  MidHigh: 0.7,
  High: 0.8,
  Ultra: 0.85,
};

/** The least score of a box that is kept, from 0 to 1. */
export function boxThreshold(confidence: DsrConfidence): number {
  return thresholds[confidence];
}
