import { join } from 'node:path';
import type { Counts, Region, Size } from '@detect-regions/regions';
import sharp from 'sharp';
import { type Level, levels, type Page, type Truth } from './pages.ts';
import type { OpenPeer } from './peers.ts';
import { endProgress, showProgress } from './progress.ts';
import type { Reading } from './readers/reader.ts';
import { compareAreas, matchRegions, withoutMargins } from './score.ts';
import { turnTruth, writeTurned } from './turned.ts';

/** How a peer did on a page at one level. */
export interface PageScore {
  /** Boxes that match one to one. */
  readonly boxes: Counts;
  /** The same without running heads and feet that the truth doesn't have. */
  readonly inner: Counts;
  /** Area, in cells of a raster. */
  readonly area: Counts;
  /** Area without running heads and feet that the truth doesn't have. */
  readonly innerArea: Counts;
}

/** What a peer found on a page. */
export interface PageResult {
  readonly page: Page;
  /** By how much it was turned, in degrees. */
  readonly turned: number;
  readonly peer: string;
  /** Of the image that was looked at, in pixels. */
  readonly size: Size;
  /** Null when the peer failed. */
  readonly reading: Reading | null;
  readonly failure: string | null;
  /** The truth for the image that was looked at. */
  readonly truth: Truth;
  /** Null at levels without truth. */
  readonly scores: Readonly<Record<Level, PageScore | null>>;
}

/** A page as it is looked at: as it is, or turned. */
interface Sheet {
  readonly page: Page;
  readonly turned: number;
  readonly file: string;
  readonly size: Size;
  readonly truth: Truth;
}

/** A page that nobody has marked. */
const NO_TRUTH: Truth = { blocks: null, lines: null };

/**
 * Lets each peer look at each page as it is, and lets `turners` look at it turned, too.
 *
 * @param folder - for the turned images
 * @param onResult - is told what came out, page by page
 */
export async function measureAccuracy(
  pages: readonly Page[],
  setting: {
    readonly peers: readonly OpenPeer[];
    readonly turners: readonly OpenPeer[];
    readonly turned: readonly number[];
    readonly folder: string;
    readonly onResult: (result: PageResult) => Promise<void>;
  },
): Promise<PageResult[]> {
  const results: PageResult[] = [];
  for (const [index, page] of pages.entries()) {
    for (const turned of [0, ...setting.turned]) {
      const sheet = await prepare(page, turned, setting.folder);
      for (const peer of turned === 0 ? setting.peers : setting.turners) {
        showProgress(`accuracy: page ${index + 1} of ${pages.length}, ${peer.name}`);
        const result = await look(peer, sheet);
        results.push(result);
        await setting.onResult(result);
      }
    }
  }
  endProgress();
  return results;
}

async function prepare(page: Page, turned: number, folder: string): Promise<Sheet> {
  const truth = page.truth ?? NO_TRUTH;
  if (turned === 0) {
    const { width, height } = await sharp(page.image).metadata();
    return { page, turned, file: page.image, size: { width, height }, truth };
  }
  const file = join(folder, 'turned.png');
  const turning = await writeTurned(page.image, turned, file);
  return { page, turned, file, size: turning.to, truth: turnTruth(truth, turning) };
}

async function look(peer: OpenPeer, { page, turned, file, size, truth }: Sheet): Promise<PageResult> {
  const known = { page, turned, peer: peer.name, size, truth };
  try {
    const reading = await peer.read(file, true);
    return { ...known, reading, failure: null, scores: scorePage(reading, truth, size) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    const nothing = { ms: 0, blocks: [], lines: [] };
    return { ...known, reading: null, failure, scores: scorePage(nothing, truth, size) };
  }
}

/** Compares what was found with the truth at each level that has one. */
export function scorePage(reading: Reading, truth: Truth, size: Size): Record<Level, PageScore | null> {
  const scores: Record<Level, PageScore | null> = { blocks: null, lines: null };
  for (const level of levels) {
    const boxes = truth[level];
    if (boxes === null) continue;
    const found: readonly Region[] = reading[level] ?? [];
    const inner = withoutMargins(found, boxes, size);
    scores[level] = {
      boxes: matchRegions(found, boxes).counts,
      inner: matchRegions(inner, boxes).counts,
      area: compareAreas(found, boxes, size),
      innerArea: compareAreas(inner, boxes, size),
    };
  }
  return scores;
}
