import { RegionsFormatError } from '@detect-regions/regions';
import { parseBox } from './parse-pages.ts';
import { type Level, levels, type RegionPage } from './region-page.ts';

/**
 * Reads a ground truth `{ blocks, lines }`, each a list of `[left, top, right, bottom]` in pixels, with a 1 behind it
 * for parts that nobody has marked, or null where the level has not been marked at all.
 *
 * @returns the page, or none when the level has not been marked
 * @throws RegionsFormatError for anything else
 */
export function parseTruth(
  truth: Readonly<Record<string, unknown>>,
  { name, level }: { readonly name: string; readonly level: Level | undefined },
): RegionPage[] {
  const chosen = level ?? levels.find((one) => Array.isArray(truth[one])) ?? 'blocks';
  const boxes = truth[chosen];
  if (boxes === null || boxes === undefined) return [];
  if (!Array.isArray(boxes)) throw new RegionsFormatError(`a list of ${chosen}, or null`, 'something else');
  const all = boxes.map((box: unknown, index) => ({
    region: parseBox(box, index),
    isIgnored: (box as unknown[])[4] === 1,
  }));
  const those = (isIgnored: boolean): RegionPage['regions'] =>
    all.filter((one) => one.isIgnored === isIgnored).map(({ region }) => region);
  return [{ input: name, width: null, height: null, regions: those(false), ignored: those(true) }];
}
