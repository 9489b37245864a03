import {
  fromAltoXml,
  fromCocoDataSet,
  fromPageXml,
  type PageRegions,
  RegionsFormatError,
} from '@detect-regions/regions';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { parsePages } from './parse-pages.ts';
import { parseTruth } from './parse-truth.ts';
import type { Level, RegionPage } from './region-page.ts';

/** How a text of regions is read. */
export interface ParseOptions {
  /** What pages are called that have no name of their own. */
  readonly name: string;
  /** Of a ground truth with several levels. Default: the first that has any. */
  readonly level: Level | undefined;
}

const READABLE = 'Readable are the JSON and JSON lines of detect, COCO, ALTO and PAGE-XML.';

/**
 * Reads the regions of one or several pages, in whichever format they are: that is told by the content, whatever the
 * file is called.
 *
 * @throws CliError `unreadable-regions` that says what is wrong
 */
export function parseRegions(text: string, options: ParseOptions): RegionPage[] {
  try {
    const content = text.replace(/^\ufeff/, '').trimStart();
    if (content.startsWith('<')) return [regionPage(parseXml(content), options.name)];
    if (/^[[{]/.test(content)) return parseJson(content, options);
  } catch (cause) {
    if (cause instanceof RegionsFormatError) throw unreadable(cause.message, cause);
    throw cause;
  }
  throw unreadable('holds no regions');
}

/** Says what is wrong with a file of regions. */
function unreadable(message: string, cause?: unknown): CliError {
  return new CliError('unreadable-regions', message, { exitCode: exitCodes.failed, hint: READABLE, cause });
}

function parseXml(text: string): PageRegions {
  // The first element; before it stand a declaration, comments and the like.
  const root = /<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]/.exec(text.replace(/<!--.*?-->/gs, ''))?.[1];
  if (root === 'PcGts') return fromPageXml(text);
  if (root === 'alto') return fromAltoXml(text);
  throw unreadable(
    root === 'html' || root === 'svg'
      ? 'hOCR and SVG are written, not read'
      : 'holds XML that is neither ALTO nor PAGE-XML',
  );
}

function parseJson(text: string, options: ParseOptions): RegionPage[] {
  const value = jsonOf(text);
  const members = Object(value) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(value)) {
    if ('annotations' in members && 'images' in members) {
      return fromCocoDataSet(text).map((page) => regionPage(page, options.name));
    }
    if (!('regions' in members) && ('blocks' in members || 'lines' in members)) {
      return parseTruth(members, options);
    }
  }
  return parsePages(value, options.name);
}

/** The value of JSON, or an array of the values of JSON lines. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Several lines, perhaps; the last one may have been cut off, which is told.
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch {
      throw unreadable(index === 0 ? 'is no JSON' : `line ${index + 1} is no JSON`);
    }
  });
}

function regionPage({ imageName, width, height, regions }: PageRegions, name: string): RegionPage {
  return { input: imageName ?? name, width, height, regions, ignored: [] };
}
