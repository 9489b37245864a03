import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Size } from '@detect-regions/regions';
import { type Content, type Format, plainFormat } from '../../formats/format.ts';
import { discoverImages } from '../../input/discover.ts';
import { imageFile } from '../../input/image-file.ts';
import { type OutputPlan, outputFile, planOutput } from '../../output/output-plan.ts';
import { stemOf } from '../../output/stem.ts';
import { writeAtomically } from '../../output/write-atomically.ts';
import { usageError } from '../../report/cli-error.ts';
import type { ComparedPage } from './compare-pages.ts';
import { comparisonPicture } from './picture-svg.ts';

/** Longest side of a picture in PNG, in pixels. */
const MOST_SIDE = 5000;

/** What is drawn, and where. */
export interface DrawOptions {
  /** A file, folder or name template. */
  readonly picture: string;
  /** An image, or a folder of images. */
  readonly image: string | undefined;
  readonly force: boolean;
}

/** Pictures that can be drawn: nothing stands in the way of their files. */
export interface Pictures {
  /** Draws all, and gives the paths of the files. */
  draw(): Promise<string[]>;
}

/**
 * Prepares a picture of each page.
 *
 * @throws CliError (usage) for an ending that is neither .svg nor .png, for files that exist, and when there is no
 *   such image
 */
export async function planPictures(
  pages: readonly ComparedPage[],
  { picture, image, force }: DrawOptions,
): Promise<Pictures> {
  const format = formatOf(picture);
  const named = pages.map(({ name }) => ({ name, relative: `${name}.${format.extension}` }));
  const plan = planOutput(named, format, { out: picture, force });
  const imageOf = await findImages(pages, image);
  const draw = async (): Promise<string[]> => {
    const files: string[] = [];
    for (const [index, page] of pages.entries()) {
      const path = fileOf(plan, index);
      const picturePage = await drawPage(page, imageOf(page));
      await writeAtomically(path, await picturePage(format.isBinary), force);
      files.push(path);
    }
    return files;
  };
  return { draw };
}

function fileOf(plan: OutputPlan, index: number): string {
  return outputFile(plan, index) ?? '';
}

/** Only what decides on files: the pictures are drawn below. */
function formatOf(picture: string): Format {
  const ending = /\.(svg|png)$/i.exec(picture)?.[1]?.toLowerCase();
  const isFile = /\.[^./\\{}]+$/.test(picture);
  if (isFile && ending === undefined) {
    throw usageError(
      '--picture must end in .svg or .png',
      'For several pages, name a folder: --picture FOLDER/',
    );
  }
  const extension = ending ?? 'svg';
  return plainFormat({ extension, holdsMany: false, isBinary: extension === 'png', page: () => '' });
}

type ImageOf = (page: ComparedPage) => string | undefined;

/** One image for one page; or the one in a folder that is called as the page is. */
async function findImages(pages: readonly ComparedPage[], image: string | undefined): Promise<ImageOf> {
  if (image === undefined) return () => undefined;
  const status = await stat(image).catch(() => undefined);
  if (!status?.isDirectory()) {
    if (pages.length > 1)
      throw usageError(
        `--image is one image, and there are ${pages.length} pages`,
        'Name a folder of images.',
      );
    return () => image;
  }
  const byStem = new Map<string, string>();
  for await (const { name, relative } of discoverImages([image], { urls: false })) {
    byStem.set(stemOf(basename(relative)), name);
  }
  return ({ name }) => byStem.get(stemOf(basename(name))) ?? byStem.get(basename(name));
}

/** Gives the picture of a page as SVG, or as PNG. */
async function drawPage(
  page: ComparedPage,
  image: string | undefined,
): Promise<(asPng: boolean) => Promise<Content>> {
  // Imported when asked for: they bring image libraries.
  const { drawRegions } = await import('@detect-regions/engine/debug');
  const { default: sharp } = await import('sharp');
  const drawn = image === undefined ? undefined : await drawRegions(await imageFile(image).read(), []);
  const paper = drawn?.png;
  const size = page.size ?? drawn ?? extentOf(page);
  return async (asPng) => {
    if (!asPng) {
      const address = paper && `data:image/png;base64,${Buffer.from(paper).toString('base64')}`;
      return comparisonPicture(page, size, address).svg;
    }
    const drawing = comparisonPicture(page, size);
    const factor = Math.min(1, MOST_SIDE / Math.max(drawing.width, drawing.height));
    const [width, height] = [Math.ceil(drawing.width * factor), Math.ceil(drawing.height * factor)];
    // The white of the drawing is left out, or it would hide the page.
    const clear = drawing.svg.replace(/<rect [^>]*fill="#fff"\/>/, '');
    const overlay = await sharp(Buffer.from(clear), { limitInputPixels: false, unlimited: true })
      .resize(width, height, { fit: 'fill' })
      .png()
      .toBuffer();
    const below = paper && {
      input: await sharp(paper)
        .resize(Math.round(size.width * factor), Math.round(size.height * factor), { fit: 'fill' })
        .toBuffer(),
      left: 0,
      top: 0,
    };
    return sharp({ create: { width, height, channels: 3, background: '#fff' } })
      .composite([...(below ? [below] : []), { input: overlay, left: 0, top: 0 }])
      .png()
      .toBuffer();
  };
}

/** The part of the page that regions reach to, where nobody tells its size. */
function extentOf({ found, truth }: ComparedPage): Size {
  const all = [...found, ...truth];
  return {
    width: Math.ceil(all.reduce((most, { right }) => Math.max(most, right), 1)),
    height: Math.ceil(all.reduce((most, { bottom }) => Math.max(most, bottom), 1)),
  };
}
