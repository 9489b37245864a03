import type { Settings } from '@detect-regions/spec';
import { boxThreshold } from './confidence.ts';
import { findTextBoxes } from './detector/boxes.ts';
import type { Detector } from './detector/detector.ts';
import type { TextBox } from './detector/text-box.ts';
import type { EngineResult } from './engine.ts';
import { throwIfAborted } from './errors.ts';
import { binarize } from './image/binarize.ts';
import { raiseContrast } from './image/contrast.ts';
import { decodePage } from './image/decode.ts';
import { type Affine, boundsOf, chain, invert, mapPoint } from './image/frame.ts';
import { paperColour } from './image/paper.ts';
import { type ColourRaster, toGrey } from './image/raster.ts';
import { workingScale } from './image/size.ts';
import { findSkew } from './image/skew.ts';
import { turn } from './image/turn.ts';
import { directionOf } from './layout/direction.ts';
import { inkMeter } from './layout/ink.ts';
import type { Piece } from './layout/row.ts';
import { type Outline, regionsOf, WEAK_SCORE } from './modes.ts';
import { wholeRegions } from './whole-regions.ts';

/** What {@link detectPage} works with, beside the image and the settings. */
export interface PageTools {
  /** Gives the detector, loading it when it is wanted for the first time. */
  readonly detector: () => Promise<Detector>;
  /** An image of more pixels than this is refused. */
  readonly maxPixels: number;
  /** Checked between the stages. */
  readonly signal: AbortSignal;
}

/** The whole way from an image to its regions: decode, straighten, enhance, detect, group, map back. */
export async function detectPage(
  bytes: Uint8Array,
  settings: Settings,
  { detector, maxPixels, signal }: PageTools,
): Promise<EngineResult> {
  throwIfAborted(signal);
  const page = await decodePage(bytes, {
    maxPixels,
    scale: (width, height) => workingScale(width, height, settings.makeUpsampling),
  });
  const { width, height } = page;
  throwIfAborted(signal);
  if (settings.dsrMode === 'NoDsrNoFilter') {
    return { width, height, regions: [{ left: 0, top: 0, right: width, bottom: height }] };
  }
  const straight = straighten(page.image, settings);
  const prepared = enhance(straight.image, settings);
  throwIfAborted(signal);
  const map = await (await detector()).findText(prepared);
  throwIfAborted(signal);

  const threshold = boxThreshold(settings.dsrConfidence);
  const boxes = findTextBoxes(map, Math.min(threshold, WEAK_SCORE));
  const pieces = toPieces(boxes, prepared);
  const outlines = regionsOf(settings.dsrMode, {
    sentPixels: width * height,
    pieces: pieces.filter(({ source }) => source.score >= threshold),
    weakPieces: pieces.filter(({ source }) => source.score < threshold),
    direction: directionOf(settings.language),
  });
  const back = invert(chain(page.map, straight.map));
  return {
    width,
    height,
    regions: wholeRegions(
      outlines.map((outline) => sent(outline, back)),
      page,
    ),
  };
}

/** The page turned as asked, and further so that its lines run level, with the map from the page before. */
function straighten(image: ColourRaster, settings: Settings): { image: ColourRaster; map: Affine } {
  const skew = settings.makeSkewCorrect ? findSkew(toGrey(image), settings.rotate) : 0;
  const turned = turn(image, settings.rotate - skew, paperColour(image));
  return { image: turned.image, map: turned.placement.map };
}

function enhance(image: ColourRaster, settings: Settings): ColourRaster {
  const contrasted = settings.makeContrastCorrection ? raiseContrast(image) : image;
  return settings.makeBinarization ? binarize(contrasted) : contrasted;
}

function toPieces(boxes: readonly TextBox[], image: ColourRaster): Piece[] {
  const ink = inkMeter(toGrey(image));
  return boxes.map((source) => ({
    box: source.box,
    thickness: source.thickness,
    ink: ink(source.box),
    source,
  }));
}

/** The bounding box of an outline in the frame of the image as sent. */
function sent(outline: Outline, back: Affine): ReturnType<typeof boundsOf> {
  return boundsOf(outline.map((point) => mapPoint(back, point)));
}
