import type { Region } from '@detect-regions/regions';
import type { DetectedPage } from '../formats/format.ts';

/** At which level a ground truth is read that has several: paragraphs, or lines of text. */
export const levels = ['blocks', 'lines'] as const;

/** One of {@link levels}. */
export type Level = (typeof levels)[number];

/** A page of a file of regions. Its `input` is the image's name, or else that of the file. */
export interface RegionPage extends DetectedPage {
  /** Parts of the page that a ground truth says nothing of. */
  readonly ignored: readonly Region[];
}
