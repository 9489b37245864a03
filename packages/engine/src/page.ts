import type { Settings } from '@detect-regions/spec';
import { boundsOf, mapPoint } from './image/frame.ts';
import { closerScale, workingScale } from './image/size.ts';
import { quantile } from './layout/row.ts';
import { decodeTo, type Look, look, type PageTools } from './look.ts';
import { regionsOf, type TextMode } from './modes.ts';
import type { EngineResult } from './result.ts';
import { wholeRegions } from './whole-regions.ts';

/** The whole way from an image to its regions. */
export async function detectPage(
  bytes: Uint8Array,
  settings: Settings,
  tools: PageTools,
): Promise<EngineResult> {
  const { dsrMode } = settings;
  if (dsrMode === 'NoDsrNoFilter') {
    const { width, height } = await decodeTo(workingScale, bytes, tools);
    const whole = { left: 0, top: 0, right: width, bottom: height };
    return { width, height, regions: wholeRegions([whole], { width, height }) };
  }
  return regionsOfPage(await readPage(bytes, settings, tools), dsrMode);
}

/**
 * From an image to the text on it. A large scan whose text turns out too small is looked at once more, with more of its
 * pixels.
 */
export async function readPage(bytes: Uint8Array, settings: Settings, tools: PageTools): Promise<Look> {
  const first = await look(bytes, settings, tools);
  const { pieces, weakPieces, sentPixels } = first.text;
  const textHeight = quantile(
    [...pieces, ...weakPieces].map(({ thickness }) => thickness),
    0.5,
  );
  const closer = closerScale(sentPixels, first.scale, textHeight);
  return closer === undefined ? first : look(bytes, settings, tools, closer);
}

/** From the text on a page to its regions: group as the mode says, map back to the image as sent. */
export function regionsOfPage({ width, height, text, back }: Look, mode: TextMode): EngineResult {
  const outlines = regionsOf(mode, text);
  const sent = outlines.map((outline) => boundsOf(outline.map((point) => mapPoint(back, point))));
  return { width, height, regions: wholeRegions(sent, { width, height }) };
}
