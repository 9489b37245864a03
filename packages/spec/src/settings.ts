// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.

import { type Language, languages, type DsrMode, dsrModes, type DsrConfidence, dsrConfidences } from './values.ts';

/** How to prepare an image and what to look for (schema `DetectRegionsSettings`). */
export interface Settings {
  /**
   * The language of the text. It tells in which direction lines and columns are read. Default:
   * `English`.
   */
  language: Language;
  /**
   * Straighten a page that was scanned at a slant of up to 15 degrees. Turn by `rotate` first
   * where the slant is larger. Default: `true`.
   */
  makeSkewCorrect: boolean;
  /** Turn the image clockwise by so many whole degrees before anything else. Default: `0`. */
  rotate: number;
  /**
   * Reduce the image to black and white first. Helps where the paper is stained or unevenly
   * lit. Default: `false`.
   */
  makeBinarization: boolean;
  /** Raise the contrast first. Helps where print is faint. Default: `true`. */
  makeContrastCorrection: boolean;
  /**
   * Enlarge the image first. Helps where letters are small or lines are dense. Default:
   * `false`.
   */
  makeUpsampling: boolean;
  /**
   * What a region is: `Regions` paragraphs, columns, captions and notes; `DsrNoFilter` large
   * blocks; `DsrAndFilter` large blocks in a large image, one region in a small one;
   * `NoDsrNoFilter` the page as one region; `TextDetector` words, phrases and lines;
   * `DsrPlusDetector` blocks, and the text that no block holds; `PolygonalTextDetector` and
   * its synonym `CraftPoly` small pieces of curved or distorted text; `LineDetector` lines.
   * Default: `Regions`.
   */
  dsrMode: DsrMode;
  /**
   * How sure the detector must be to keep a region. `All` keeps everything, `Ultra` only the
   * surest; `Default` is `Mid`. Default: `Default`.
   */
  dsrConfidence: DsrConfidence;
}

/**
 * A setting as a row of the table: its type, its default, what it accepts, and what it
 * means.
 */
export interface SettingDescription<N extends keyof Settings = keyof Settings> {
  /** The name, as on the wire. */
  readonly name: N;
  /** The JSON type. */
  readonly type: 'string' | 'boolean' | 'integer';
  /** What holds when it is left out. */
  readonly default: Settings[N];
  /** The accepted values, where there is a closed list of them. */
  readonly values?: readonly string[];
  /** The least accepted number. */
  readonly minimum?: number;
  /** The greatest accepted number. */
  readonly maximum?: number;
  /** What it does, in plain words. */
  readonly description: string;
}

/** The table of all settings, by name, in the order of the spec. */
export const settings: { readonly [N in keyof Settings]: SettingDescription<N> } = {
  language: { name: 'language', type: 'string', values: languages, default: "English", description: "The language of the text. It tells in which direction lines and columns are read." },
  makeSkewCorrect: { name: 'makeSkewCorrect', type: 'boolean', default: true, description: "Straighten a page that was scanned at a slant of up to 15 degrees. Turn by `rotate` first where the slant is larger." },
  rotate: { name: 'rotate', type: 'integer', minimum: -2147483648, maximum: 2147483647, default: 0, description: "Turn the image clockwise by so many whole degrees before anything else." },
  makeBinarization: { name: 'makeBinarization', type: 'boolean', default: false, description: "Reduce the image to black and white first. Helps where the paper is stained or unevenly lit." },
  makeContrastCorrection: { name: 'makeContrastCorrection', type: 'boolean', default: true, description: "Raise the contrast first. Helps where print is faint." },
  makeUpsampling: { name: 'makeUpsampling', type: 'boolean', default: false, description: "Enlarge the image first. Helps where letters are small or lines are dense." },
  dsrMode: { name: 'dsrMode', type: 'string', values: dsrModes, default: "Regions", description: "What a region is: `Regions` paragraphs, columns, captions and notes; `DsrNoFilter` large blocks; `DsrAndFilter` large blocks in a large image, one region in a small one; `NoDsrNoFilter` the page as one region; `TextDetector` words, phrases and lines; `DsrPlusDetector` blocks, and the text that no block holds; `PolygonalTextDetector` and its synonym `CraftPoly` small pieces of curved or distorted text; `LineDetector` lines." },
  dsrConfidence: { name: 'dsrConfidence', type: 'string', values: dsrConfidences, default: "Default", description: "How sure the detector must be to keep a region. `All` keeps everything, `Ultra` only the surest; `Default` is `Mid`." },
};
