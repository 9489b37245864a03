import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Region, Size } from '@detect-regions/regions';
import sharp from 'sharp';
import type { PageResult } from './accuracy.ts';
import { type Level, levels, type TruthBox } from './pages.ts';
import { matchRegions, rate } from './score.ts';

/** How many pages are drawn at each level. */
const WORST = 8;

/** Long side of a picture, in pixels: a page of small print can be read. */
const LONG_SIDE = 1600;

/** Two colours that colour-blind people tell apart, too (Okabe and Ito, 2008). */
const TRUTH = '#0072b2';
const FOUND = '#d55e00';

/** Height of the legend and of the line above it that tells the page, in pixels. */
const LEGEND = 72;

/** What the pictures show, for the terminal. */
export const picturesLegend = 'truth blue, found orange; what has no match is filled';

/**
 * Draws the worst pages of a peer at each level: the page with the truth and what was found, under a legend.
 *
 * @param folder - made when it isn't there
 * @returns the files
 */
export async function drawWorst(
  results: readonly PageResult[],
  peer: string,
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const level of levels) {
    const ranked = results
      .filter((result) => result.peer === peer && result.turned === 0)
      .flatMap((result) => {
        const score = result.scores[level];
        return score === null || result.reading === null ? [] : [{ result, f1: rate(score.boxes).f1 }];
      })
      .filter(({ f1 }) => f1 < 1)
      .toSorted((a, b) => a.f1 - b.f1);
    for (const { result, f1 } of ranked.slice(0, WORST)) {
      const file = join(folder, `${level}-${f1.toFixed(2)}-${result.page.id}.png`);
      await draw(result, level, file);
      files.push(file);
    }
  }
  return files;
}

async function draw(
  { page, size, reading, truth, scores }: PageResult,
  level: Level,
  file: string,
): Promise<void> {
  const scale = LONG_SIDE / Math.max(size.width, size.height);
  const shown = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
  const boxes = truth[level] ?? [];
  const found = reading?.[level] ?? [];
  const score = scores[level];
  const { precision, recall, f1 } = rate(score?.boxes ?? { matched: 0, found: 0, wanted: 0 });
  const title = `${page.id}, ${level}: F1 ${f1.toFixed(2)}, P ${precision.toFixed(2)}, R ${recall.toFixed(2)}`;
  const overlay = overlaySvg(found, boxes, { scale, shown, title });
  await sharp(page.image)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize({ ...shown, fit: 'fill' })
    .extend({ top: LEGEND, background: '#ffffff' })
    .composite([{ input: Buffer.from(overlay) }])
    .png()
    .toFile(file);
}

/** Truth and findings as SVG, with the legend above. Matched boxes are outlines, others are filled. */
function overlaySvg(
  found: readonly Region[],
  truth: readonly TruthBox[],
  { scale, shown, title }: { readonly scale: number; readonly shown: Size; readonly title: string },
): string {
  const matching = matchRegions(found, truth);
  const { pairs } = matching;
  const matched = new Set(pairs.values());
  const rect = ({ left, top, right, bottom }: Region, style: string): string =>
    `<rect x="${left * scale}" y="${top * scale}" width="${(right - left) * scale}"` +
    ` height="${(bottom - top) * scale}" ${style}/>`;
  const outline = (colour: string): string => `fill="none" stroke="${colour}" stroke-width="2"`;
  const filled = (colour: string): string =>
    `fill="${colour}" fill-opacity="0.15" stroke="${colour}" stroke-width="3"`;
  const ignored = `fill="#888" fill-opacity="0.15" stroke="#888" stroke-width="2" stroke-dasharray="8 6"`;
  const entries: readonly [string, string][] = [
    ['truth', outline(TRUTH)],
    ['missed', filled(TRUTH)],
    ['found', outline(FOUND)],
    ['without match', filled(FOUND)],
    ['ignored', ignored],
  ];
  const keys = entries.map(([name, style], i) => {
    const x = 10 + 160 * i;
    return `<rect x="${x}" y="42" width="28" height="20" ${style}/><text x="${x + 36}" y="58">${name}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${shown.width}" height="${shown.height + LEGEND}">`,
    `<g font-family="sans-serif" font-size="16">${keys.join('')}`,
    `<text x="10" y="26">${escapeXml(title)}</text></g>`,
    `<g transform="translate(0 ${LEGEND})">`,
    ...truth.map(({ region, ignored: hidden }, i) =>
      rect(region, hidden ? ignored : (matched.has(i) ? outline : filled)(TRUTH)),
    ),
    ...found.map((region, i) =>
      rect(region, matching.ignored.has(i) ? ignored : (pairs.has(i) ? outline : filled)(FOUND)),
    ),
    '</g></svg>',
  ].join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
