import type { Region } from '@detect-regions/regions';
import type { Settings } from '@detect-regions/spec';
import { boxThreshold } from './confidence.ts';
import type { Detector } from './detector/detector.ts';
import { fitToInk } from './detector/fit.ts';
import { searchText } from './detector/search.ts';
import { throwIfAborted } from './errors.ts';
import { binarize } from './image/binarize.ts';
import { cut, findContent } from './image/content.ts';
import { raiseContrast } from './image/contrast.ts';
import { type DecodedPage, decodePage } from './image/decode.ts';
import { type Affine, boundsOf, chain, invert, mapPoint, scaling } from './image/frame.ts';
import { letterHeight } from './image/letters.ts';
import { paperColour } from './image/paper.ts';
import { type ColourRaster, type GreyRaster, toGrey } from './image/raster.ts';
import { detectorScale, workingScale } from './image/size.ts';
import { findSkew } from './image/skew.ts';
import { canTurn, turn } from './image/turn.ts';
import { inkMeter } from './layout/ink.ts';
import { mayBeVertical, pieceIn, readingFrame } from './layout/reading-frame.ts';
import type { Piece } from './layout/row.ts';
import { findRules, type Rules, rulesIn } from './layout/rules.ts';
import { type ModeInput, regionsOf, type TextMode, WEAK_SCORE } from './modes.ts';
import type { EngineResult } from './result.ts';
import { type Shape, singleShapes, type Watch, watchThrough } from './watch.ts';
import { wholeRegions } from './whole-regions.ts';

/** The content of a page that has none. */
const NOWHERE: Region = { left: 0, top: 0, right: 0, bottom: 0 };

/** What {@link detectPage} works with, beside the image and the settings. */
export interface PageTools {
  /** Gives the detector, loading it when it is wanted for the first time. */
  readonly detector: () => Promise<Detector>;
  /** An image of more pixels than this is refused. */
  readonly maxPixels: number;
  /** Which page or frame of the image, counted from 1. Default 1. */
  readonly page?: number;
  /** Checked between the stages. */
  readonly signal: AbortSignal;
  /** Is told of each stage. */
  readonly watch?: Watch | undefined;
}

/** The text of a page, and the way back to the image as sent. */
export interface ReadPage {
  /** Width of the image as sent, in pixels. */
  readonly width: number;
  /** Height of the image as sent, in pixels. */
  readonly height: number;
  /** What modes make regions of. */
  readonly text: ModeInput;
  /** From the frame of the text, in which it reads from left to right, to the image as sent. */
  readonly back: Affine;
}

/** The whole way from an image to its regions. */
export async function detectPage(
  bytes: Uint8Array,
  settings: Settings,
  tools: PageTools,
): Promise<EngineResult> {
  const { dsrMode } = settings;
  if (dsrMode === 'NoDsrNoFilter') {
    const { width, height } = await decode(bytes, tools);
    const whole = { left: 0, top: 0, right: width, bottom: height };
    return { width, height, regions: wholeRegions([whole], { width, height }) };
  }
  return regionsOfPage(await readPage(bytes, settings, tools), dsrMode);
}

/** From an image to the text on it: decode, straighten, enhance, cut the margins off, detect. */
export async function readPage(bytes: Uint8Array, settings: Settings, tools: PageTools): Promise<ReadPage> {
  // The detector loads while the first page is decoded; whether that failed shows when it is used.
  tools.detector().catch(() => undefined);
  const page = await decode(bytes, tools);
  const straight = await straighten(page.image, settings);
  const toStraight = chain(page.map, straight.map);
  tools.watch?.({ name: 'straight', page: { image: straight.image, fromSent: toStraight } });
  const enhanced = enhance(straight.image, settings);
  tools.watch?.({ name: 'enhanced', page: { image: enhanced, fromSent: toStraight } });
  throwIfAborted(tools.signal);
  const content = findContent(toGrey(enhanced));
  const { image, map } = cut(enhanced, content ?? NOWHERE);
  const fromSent = chain(toStraight, map);
  if (content) tools.watch?.({ name: 'content', page: { image, fromSent } });
  const grey = toGrey(image);
  // A page that is flat all over has no text.
  const found = content ? await findPieces(image, grey, fromSent, settings, tools) : [];
  const rules = findRules(
    grey,
    found.map(({ box }) => box),
  );
  tools.watch?.({ name: 'rules', shapes: ruleShapes(rules) });
  const reading = readingFrame(settings.language, found, image);
  const pieces = found.map((piece) => pieceIn(reading.map, piece));

  const { width, height, pixels } = page;
  const threshold = boxThreshold(settings.dsrConfidence);
  const text = {
    sentPixels: pixels,
    pieces: pieces.filter(({ source }) => source.score >= threshold),
    weakPieces: pieces.filter(({ source }) => source.score < threshold),
    vertical: reading.vertical,
    rules: rulesIn(reading.map, rules),
    watch: watchThrough(invert(reading.map), tools.watch),
  };
  return { width, height, text, back: invert(chain(fromSent, reading.map)) };
}

/** From the text on a page to its regions: group as the mode says, map back to the image as sent. */
export function regionsOfPage({ width, height, text, back }: ReadPage, mode: TextMode): EngineResult {
  const outlines = regionsOf(mode, text);
  const sent = outlines.map((outline) => boundsOf(outline.map((point) => mapPoint(back, point))));
  return { width, height, regions: wholeRegions(sent, { width, height }) };
}

async function decode(
  bytes: Uint8Array,
  { maxPixels, page: number = 1, signal, watch }: PageTools,
): Promise<DecodedPage> {
  throwIfAborted(signal);
  const page = await decodePage(bytes, { maxPixels, page: number, signal, scale: workingScale });
  watch?.({ name: 'decoded', page: { image: page.image, fromSent: page.map } });
  throwIfAborted(signal);
  return page;
}

/** The page turned as asked, and further so that its lines run level, with the map from the page before. */
async function straighten(
  image: ColourRaster,
  { rotate, makeSkewCorrect, language }: Settings,
): Promise<{ image: ColourRaster; map: Affine }> {
  const lines = mayBeVertical(language) ? 'level or vertical' : 'level';
  const skew = makeSkewCorrect ? findSkew(toGrey(image), rotate, lines) : 0;
  const degrees = canTurn(image, rotate - skew) ? rotate - skew : rotate;
  const turned = await turn(image, degrees, paperColour(image));
  return { image: turned.image, map: turned.placement.map };
}

function enhance(image: ColourRaster, settings: Settings): ColourRaster {
  const contrasted = settings.makeContrastCorrection ? raiseContrast(image) : image;
  return settings.makeBinarization ? binarize(contrasted) : contrasted;
}

function ruleShapes({ horizontal, vertical }: Rules): Shape[] {
  return singleShapes([...horizontal, ...vertical].map((box) => ({ box })));
}

/** All pieces of text that any mode may want at the confidence asked for. */
async function findPieces(
  image: ColourRaster,
  grey: GreyRaster,
  fromSent: Affine,
  { dsrConfidence, makeUpsampling }: Settings,
  { detector, signal, watch }: PageTools,
): Promise<Piece[]> {
  const factor = detectorScale(image, letterHeight(grey), makeUpsampling);
  const threshold = Math.min(boxThreshold(dsrConfidence), WEAK_SCORE);
  const boxes = await searchText(image, factor, await detector(), threshold, (seen, heat) => {
    const scaled = chain(fromSent, scaling(seen.width / image.width, seen.height / image.height));
    watch?.({ name: 'probabilities', page: { image: seen, fromSent: scaled }, heat });
  });
  watch?.({
    name: 'text boxes',
    page: { image, fromSent },
    shapes: singleShapes(boxes, ({ score }) => score.toFixed(2).replace(/^0/, '')),
  });
  throwIfAborted(signal);
  const ink = inkMeter(grey);
  return boxes
    .map((box) => fitToInk(box, grey))
    .map((source) => ({
      box: source.box,
      thickness: source.thickness,
      ink: ink(source.box),
      source,
    }));
}
