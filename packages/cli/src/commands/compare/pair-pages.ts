import { basename } from 'node:path';
import { stemOf } from '../../output/stem.ts';
import type { FilePage } from '../../region-files/read-files.ts';
import type { RegionPage } from '../../region-files/region-page.ts';

/** A page of the truth, and what was found on it. */
export interface PagePair {
  readonly name: string;
  /** Undefined when there is no result for the page: nothing was found on it. */
  readonly found: RegionPage | undefined;
  readonly truth: RegionPage;
}

/** What belongs to each other, and what stands alone. */
export interface Pairing {
  readonly pairs: readonly PagePair[];
  /** Names of pages of the truth without a result. */
  readonly withoutResult: readonly string[];
  /** Names of pages of the result of which the truth says nothing. */
  readonly withoutTruth: readonly string[];
}

/**
 * Matches pages by name: first by that of the image, or of the file where there is none; then by that of the file;
 * folders and endings don't count, unless two pages differ in nothing else. A page on each side belong to each other
 * whatever they are called.
 */
export function pairPages(found: readonly FilePage[], truth: readonly FilePage[]): Pairing {
  const [onlyFound, onlyTruth] = [found[0], truth[0]];
  if (found.length === 1 && truth.length === 1 && onlyFound && onlyTruth) {
    const name = shownName(onlyTruth);
    return {
      pairs: [{ name, found: onlyFound.page, truth: onlyTruth.page }],
      withoutResult: [],
      withoutTruth: [],
    };
  }
  const left = new Set(found);
  const matched = new Map<FilePage, FilePage>();
  for (const keyOf of keys) {
    const [ofFound, ofTruth] = [unique([...left], keyOf), unique(truth, keyOf)];
    for (const [key, page] of ofTruth) {
      const partner = ofFound.get(key);
      if (partner === undefined || matched.has(page)) continue;
      matched.set(page, partner);
      left.delete(partner);
    }
  }
  return {
    pairs: truth.map((page) => ({
      name: shownName(page),
      found: matched.get(page)?.page,
      truth: page.page,
    })),
    withoutResult: truth.filter((page) => !matched.has(page)).map(shownName),
    withoutTruth: [...left].map(shownName),
  };
}

/** What pages may have in common, the most telling first. */
const keys: readonly ((page: FilePage) => string | undefined)[] = [
  ({ page }) => page.input,
  ({ file, isOnly }) => (isOnly ? withoutEnding(file.relative) : undefined),
  ({ page }) => stemOf(basename(page.input)),
  (page) => stemOf(basename(shownName(page))),
];

function withoutEnding(path: string): string {
  return path.slice(0, path.length - basename(path).length) + stemOf(basename(path));
}

/** Pages by their keys, as far as no two have the same. */
function unique(
  pages: readonly FilePage[],
  keyOf: (page: FilePage) => string | undefined,
): ReadonlyMap<string, FilePage> {
  const known = new Map<string, FilePage | undefined>();
  for (const page of pages) {
    const key = keyOf(page);
    if (key !== undefined) known.set(key, known.has(key) ? undefined : page);
  }
  return new Map([...known].flatMap(([key, page]) => (page === undefined ? [] : [[key, page] as const])));
}

/** The file's name for its only page: that is what the user sees. */
function shownName({ page, file, isOnly }: FilePage): string {
  return isOnly && file.path !== undefined ? withoutEnding(file.relative) : page.input;
}
