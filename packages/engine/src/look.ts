import type { Region } from '@detect-regions/regions';
import type { Settings } from '@detect-regions/spec';
import { boxThreshold } from './confidence.ts';
import { withoutCheckBoxes } from './detector/check-boxes.ts';
import type { Detector } from './detector/detector.ts';
import { fitToInk } from './detector/fit.ts';
import { searchText } from './detector/search.ts';
import { splitAtBlanks } from './detector/split.ts';
import { throwIfAborted } from './errors.ts';
import { binarize } from './image/binarize.ts';
import { cut, cutGrey, findContent } from './image/content.ts';
import { raiseContrast } from './image/contrast.ts';
import { decodePage } from './image/decode.ts';
import type { DecodedPage, DecodeOptions } from './image/decoded-page.ts';
import { type Affine, chain, invert, scaling } from './image/frame.ts';
import { letterHeight } from './image/letters.ts';
import { paperColour } from './image/paper.ts';
import { type Page, pageOf } from './image/raster.ts';
import { detectorScale, workingScale } from './image/size.ts';
import { findSkew } from './image/skew.ts';
import { canTurn, turn } from './image/turn.ts';
import { inkMeter } from './layout/ink.ts';
import { mayBeVertical, pieceIn, readingFrame } from './layout/reading-frame.ts';
import type { Piece } from './layout/row.ts';
import { findRules, type Rules, rulesIn } from './layout/rules.ts';
import { type ModeInput, WEAK_SCORE } from './modes.ts';
import { type Shape, singleShapes, type Watch, watchThrough } from './watch.ts';

/** The content of a page that has none. */
const NOWHERE: Region = { left: 0, top: 0, right: 0, bottom: 0 };

/** What a page is worked on with, beside the image and the settings. */
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
export interface Look {
  /** Width of the image as sent, in pixels. */
  readonly width: number;
  /** Height of the image as sent, in pixels. */
  readonly height: number;
  /** By how much the page was scaled when it was decoded. */
  readonly scale: number;
  /** What modes make regions of. */
  readonly text: ModeInput;
  /** From the frame of the text to the image as sent. */
  readonly back: Affine;
}

/** A page on which the detector looks for text. */
interface Sheet extends Page {
  /** To pixels of the page without its empty margins. */
  readonly fromSent: Affine;
}

/**
 * Looks at a page: decode, straighten, enhance, cut the margins off, find the text and what is drawn.
 *
 * @param closer - the factor to decode at; without one, what is enough for most pages
 */
export async function look(
  bytes: Uint8Array,
  settings: Settings,
  tools: PageTools,
  closer?: number,
): Promise<Look> {
  // The detector loads while the first page is decoded; whether that failed shows when it is used.
  tools.detector().catch(() => undefined);
  const page = await decodeTo(closer === undefined ? workingScale : () => closer, bytes, tools);
  const sheet = await prepare(page, settings, tools);
  const { image, grey, fromSent } = sheet;
  const longest = closer === undefined ? undefined : Math.max(image.width, image.height);
  // A page that is flat all over has no text.
  const found = image.width === 0 ? [] : await findPieces(sheet, settings, tools, longest);
  const rules = findRules(
    grey,
    found.map(({ box }) => box),
  );
  tools.watch?.({ name: 'rules', shapes: ruleShapes(rules) });

  const reading = readingFrame(settings.language, found, image);
  const pieces = found.map((piece) => pieceIn(reading.map, piece));
  const threshold = boxThreshold(settings.dsrConfidence);
  const { width, height, scale, pixels } = page;
  const text = {
    sentPixels: pixels,
    pieces: pieces.filter(({ source }) => source.score >= threshold),
    weakPieces: pieces.filter(({ source }) => source.score < threshold),
    vertical: reading.vertical,
    rules: rulesIn(reading.map, rules),
    watch: watchThrough(invert(reading.map), tools.watch),
  };
  return { width, height, scale, text, back: invert(chain(fromSent, reading.map)) };
}

/** Decodes the page at the scale that its size asks for. */
export async function decodeTo(
  scale: DecodeOptions['scale'],
  bytes: Uint8Array,
  { maxPixels, page: number = 1, signal, watch }: PageTools,
): Promise<DecodedPage> {
  throwIfAborted(signal);
  const page = await decodePage(bytes, { maxPixels, page: number, signal, scale });
  watch?.({ name: 'decoded', page: { image: page.image, fromSent: page.map } });
  throwIfAborted(signal);
  return page;
}

async function prepare(page: DecodedPage, settings: Settings, { signal, watch }: PageTools): Promise<Sheet> {
  const straight = await straighten(pageOf(page.image), settings);
  const toStraight = chain(page.map, straight.map);
  watch?.({ name: 'straight', page: { image: straight.page.image, fromSent: toStraight } });
  const enhanced = enhance(straight.page, settings);
  watch?.({ name: 'enhanced', page: { image: enhanced.image, fromSent: toStraight } });
  throwIfAborted(signal);
  const content = findContent(enhanced.grey);
  const { image, map } = cut(enhanced.image, content ?? NOWHERE);
  const fromSent = chain(toStraight, map);
  if (content) watch?.({ name: 'content', page: { image, fromSent } });
  return { image, grey: cutGrey(enhanced.grey, content ?? NOWHERE), fromSent };
}

/** The page turned as asked, and further so that its lines run level, with the map from the page before. */
async function straighten(
  page: Page,
  { rotate, makeSkewCorrect, language }: Settings,
): Promise<{ page: Page; map: Affine }> {
  const { image, grey } = page;
  const lines = mayBeVertical(language) ? 'level or vertical' : 'level';
  const skew = makeSkewCorrect ? findSkew(grey, rotate, lines) : 0;
  const degrees = canTurn(image, rotate - skew) ? rotate - skew : rotate;
  const turned = await turn(image, degrees, paperColour(image));
  return { page: turned.image === image ? page : pageOf(turned.image), map: turned.placement.map };
}

function enhance(page: Page, settings: Settings): Page {
  const contrasted = settings.makeContrastCorrection ? raiseContrast(page) : page;
  return settings.makeBinarization ? pageOf(binarize(contrasted.image)) : contrasted;
}

function ruleShapes({ horizontal, vertical }: Rules): Shape[] {
  return singleShapes([...horizontal, ...vertical].map((box) => ({ box })));
}

/**
 * All pieces of text that any mode may want at the confidence asked for.
 *
 * @param longest - bound of the long side that the detector sees, in pixels
 */
async function findPieces(
  { image, grey, fromSent }: Sheet,
  { dsrConfidence, makeUpsampling }: Settings,
  { detector, signal, watch }: PageTools,
  longest: number | undefined,
): Promise<Piece[]> {
  const factor = detectorScale(image, letterHeight(grey), makeUpsampling, longest);
  const threshold = Math.min(boxThreshold(dsrConfidence), WEAK_SCORE);
  const found = await searchText(image, factor, await detector(), threshold, (seen, heat) => {
    const scaled = chain(fromSent, scaling(seen.width / image.width, seen.height / image.height));
    watch?.({ name: 'probabilities', page: { image: seen, fromSent: scaled }, heat });
  });
  throwIfAborted(signal);
  const fitted = found.map((box) => withoutCheckBoxes(fitToInk(box, grey), grey));
  const boxes = splitAtBlanks(fitted, grey);
  watch?.({
    name: 'text boxes',
    page: { image, fromSent },
    shapes: singleShapes(boxes, ({ score }) => score.toFixed(2).replace(/^0/, '')),
  });
  const ink = inkMeter(grey);
  return boxes.map((source) => ({
    box: source.box,
    thickness: source.thickness,
    ink: ink(source.box),
    source,
  }));
}
