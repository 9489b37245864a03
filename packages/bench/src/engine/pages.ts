import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Region } from '@detect-regions/regions';
import { UsageError } from '../usage-error.ts';

/** A box of the ground truth, in pixels of the image as stored. */
export interface TruthBox {
  readonly region: Region;
  /** It counts neither for nor against, and so does what is found in it. */
  readonly ignored: boolean;
}

/** At which level boxes are compared: paragraphs, or lines of text. */
export type Level = 'blocks' | 'lines';

/** The levels, in the order in which they are shown. */
export const levels: readonly Level[] = ['blocks', 'lines'];

/** What is on a page; null at a level that nobody has marked. */
export type Truth = Readonly<Record<Level, readonly TruthBox[] | null>>;

/** A page to look at. */
export interface Page {
  readonly id: string;
  /** What kind of page it is, such as `receipt`. */
  readonly kind: string;
  /** The image's file. */
  readonly image: string;
  /** Null when nobody has marked the page: it is good for measuring speed only. */
  readonly truth: Truth | null;
}

/** What the images of a folder without a manifest are called. */
const DEFAULT_KIND = 'page';

/** Endings of the formats that all peers read. */
const IMAGES = ['.bmp', '.gif', '.jpeg', '.jpg', '.png', '.tif', '.tiff', '.webp'];

/**
 * Reads what a folder has of pages: those of its `manifest.json` (a list of `{ id, kind, image, gt }`, files
 * relative to the folder), or else its images; the truth of `page.jpg` is then in `page.json`, if there is one.
 * A manifest of another name may be named itself.
 *
 * A truth is `{ blocks, lines }`, each a list of `[left, top, right, bottom]`, with a 1 behind it for boxes to be
 * ignored, or null.
 *
 * @returns at least one page
 * @throws UsageError naming the file and what is wrong with it
 */
export async function readPages(path: string): Promise<Page[]> {
  const manifest = extname(path) === '.json' ? path : join(path, 'manifest.json');
  const pages = existsSync(manifest)
    ? await readManifest(manifest, dirname(manifest))
    : await readImages(path);
  if (pages.length === 0) {
    throw new UsageError(`${path} has no pages: neither a manifest.json nor images (${IMAGES.join(', ')}).`);
  }
  return pages;
}

async function readManifest(file: string, folder: string): Promise<Page[]> {
  const entries = await readJson(file);
  if (!Array.isArray(entries)) throw new UsageError(`${file} is no list of pages.`);
  const ids = new Set<string>();
  return Promise.all(
    entries.map(async (entry: unknown, index): Promise<Page> => {
      const { id, kind, image, gt } = (entry ?? {}) as Readonly<Record<string, unknown>>;
      for (const [name, value] of Object.entries({ id, kind, image })) {
        if (typeof value !== 'string') throw new UsageError(`${file}: ${name} of page ${index} is no text.`);
      }
      const name = id as string;
      // Files are named for it.
      if (ids.has(name) || name !== basename(name)) {
        throw new UsageError(`${file}: the id ${name} is taken already, or has a slash.`);
      }
      ids.add(name);
      const truth = typeof gt === 'string' ? await readTruth(join(folder, gt)) : null;
      return { id: name, kind: kind as string, image: resolve(folder, image as string), truth };
    }),
  );
}

async function readImages(folder: string): Promise<Page[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${folder} can't be read (${error.code}): name a folder of pages.`, {
      cause: error,
    });
  });
  const images = names.filter((name) => IMAGES.includes(extname(name).toLowerCase())).toSorted();
  const stems = images.map((name) => basename(name, extname(name)));
  return Promise.all(
    images.map(async (name, index): Promise<Page> => {
      const stem = stems[index] as string;
      const truth = names.includes(`${stem}.json`) ? await readTruth(join(folder, `${stem}.json`)) : null;
      const isOnly = stems.indexOf(stem) === stems.lastIndexOf(stem);
      return { id: isOnly ? stem : name, kind: DEFAULT_KIND, image: resolve(folder, name), truth };
    }),
  );
}

async function readTruth(file: string): Promise<Truth> {
  const given = (await readJson(file)) as Readonly<Record<string, unknown>> | null;
  return { blocks: readBoxes(file, given, 'blocks'), lines: readBoxes(file, given, 'lines') };
}

function readBoxes(
  file: string,
  given: Readonly<Record<string, unknown>> | null,
  level: Level,
): TruthBox[] | null {
  const boxes = given?.[level] ?? null;
  if (boxes === null) return null;
  const wrong = new UsageError(
    `${file}: ${level} must be null or a list of [left, top, right, bottom], in pixels, with a 1 behind it for boxes to be ignored.`,
  );
  if (!Array.isArray(boxes)) throw wrong;
  return boxes.map((box: unknown): TruthBox => {
    if (!Array.isArray(box) || box.length < 4 || !box.every(Number.isFinite)) throw wrong;
    const [left, top, right, bottom, mark] = box as number[];
    return { region: { left, top, right, bottom } as Region, ignored: mark === 1 };
  });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} can't be read: ${reason}`, { cause: error });
  }
}
