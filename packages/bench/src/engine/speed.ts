import { join } from 'node:path';
import sharp from 'sharp';
import type { CaseReport, Goal, MeasureReport } from '../report.ts';
import { reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import type { Page } from './pages.ts';
import type { OpenPeer } from './peers.ts';
import { endProgress, showProgress } from './progress.ts';

/** All peers get each page at this size, long side in pixels: some 110 dpi for A4. */
export const LONG_SIDE = 1280;

/** Of the JPEG files that all peers get. */
const QUALITY = 90;

/** To whom times are compared, and what we want of ours. */
const references: Readonly<Record<string, readonly Goal[]>> = {
  'tesseract.js': [
    { of: 'wasm', as: 'ratio', atMost: 0.1 },
    { of: 'native', as: 'ratio', atMost: 0.04 },
  ],
  tesseract: [
    { of: 'wasm', as: 'ratio', atMost: 1 },
    { of: 'native', as: 'ratio', atMost: 1 },
  ],
};

/**
 * The time of a page, all peers in turn on one page after the other, in each round. A ratio is formed on each
 * page, and the median over all pages and rounds is told.
 *
 * @param folder - for the images at that size
 */
export async function measureSpeed(
  pages: readonly Page[],
  { peers, rounds, folder }: { peers: readonly OpenPeer[]; rounds: number; folder: string },
): Promise<CaseReport> {
  const files: string[] = [];
  for (const page of pages) files.push(await writeScaled(page, LONG_SIDE, folder));
  const turn = async (name: string, place: number): Promise<{ time: number }> => {
    showProgress(`speed: turn ${place + 1} of ${rounds * files.length}, ${name}`);
    const peer = peers.find((one) => one.name === name) as OpenPeer;
    const { ms } = await peer.read(files[place % files.length] as string, false);
    return { time: ms };
  };
  // Once before it counts: code is compiled, memory grown.
  for (const { name } of peers) await turn(name, 0).catch(() => undefined);
  const runs = await interleave({
    peers: peers.map(({ name }) => name),
    measures: ['time'],
    rounds: rounds * files.length,
    turn,
  });
  endProgress();
  const compared = Object.keys(references).filter((name) => peers.some((peer) => peer.name === name));
  const measures = (compared.length === 0 ? [null] : compared).flatMap((reference): MeasureReport[] => {
    const goals = reference === null ? [] : (references[reference] ?? []);
    return reportOf([{ name: 'time', unit: 'ms', reference, goals }], runs);
  });
  return {
    case: 'speed',
    title: 'from the file of a page to its blocks',
    conditions: { 'long side': LONG_SIDE, pages: files.length, rounds },
    measures,
  };
}

/** Writes a page as JPEG so that its long side has so many pixels. */
export async function writeScaled({ id, image }: Page, longSide: number, folder: string): Promise<string> {
  const file = join(folder, `${id}-${longSide}.jpg`);
  await sharp(image)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize(longSide, longSide, { fit: 'inside' })
    .jpeg({ quality: QUALITY })
    .toFile(file);
  return file;
}
