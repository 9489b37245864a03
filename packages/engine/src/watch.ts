import type { Region } from '@detect-regions/regions';
import type { ProbabilityMap } from './detector/components.ts';
import { type Affine, boundsOf, mapPoint, type Point, regionCorners } from './image/frame.ts';
import type { ColourRaster } from './image/raster.ts';

/** Something that a stage found, to be drawn over the page. */
export interface Shape {
  /** Its corners in order, in pixels of the stage's picture. */
  readonly outline: readonly Point[];
  /** What is written at it: digits and points. A shape without a label is a part of one that has one. */
  readonly label?: string;
  /** Shapes of one group have one colour; counted from 0. */
  readonly group: number;
}

/** What there is to be seen of a stage when it is done. */
export interface Stage {
  /** In a word or two of small letters. */
  readonly name: string;
  /** The page as this stage left it, with the map to its frame from that of the image as sent. */
  readonly page?: { readonly image: ColourRaster; readonly fromSent: Affine };
  /** Probabilities on the page of this stage, or else of the last one that has one. */
  readonly heat?: ProbabilityMap;
  /** What was found on that page. */
  readonly shapes?: readonly Shape[];
}

/**
 * Is told of each stage as soon as it is done. A stage tells of itself in one line, `watch?.({ name, … })`, and
 * nothing in that line is worked out when nobody watches.
 */
export type Watch = (stage: Stage) => void;

/**
 * A watch for stages that work in a frame of their own, such as one in which all text reads from left to right:
 * what they find is told in the frame of the page.
 *
 * @param back - from that frame to the page's
 */
export function watchThrough(back: Affine, watch: Watch | undefined): Watch | undefined {
  if (!watch) return undefined;
  return ({ shapes, ...stage }) => {
    const mapped = shapes?.map((shape) => ({
      ...shape,
      outline: shape.outline.map((point) => mapPoint(back, point)),
    }));
    watch(mapped ? { ...stage, shapes: mapped } : stage);
  };
}

/** A thing with a box, or a piece of text with the corners of its turned box. */
type Boxed = { readonly box: Region; readonly corners?: readonly Point[] };

/** Shapes of things that stand alone, each with a label: by default its number, counted from 1. */
export function singleShapes<T extends Boxed>(
  things: readonly T[],
  label: (thing: T, index: number) => string = (_, index) => String(index + 1),
): Shape[] {
  return things.map((thing, index) => ({
    outline: thing.corners ?? regionCorners(thing.box),
    label: label(thing, index),
    group: index,
  }));
}

/** Shapes of things in groups: the box around each group with its number, counted from 1, and its members. */
export function groupShapes(groups: readonly (readonly Boxed[])[]): Shape[] {
  return groups.flatMap((members, group) => {
    const outlines = members.map(({ box, corners }) => corners ?? regionCorners(box));
    const around = regionCorners(boundsOf(outlines.flat()));
    return [
      ...outlines.map((outline): Shape => ({ outline, group })),
      { outline: around, label: String(group + 1), group },
    ];
  });
}
