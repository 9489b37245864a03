import type { PageRegions } from '@detect-regions/regions';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import type { DetectedPage } from './format.ts';

/**
 * The page as the exports take it.
 *
 * @param what - the format, as a user would call it
 * @throws CliError `no-size` when the image has no size in pixels
 */
export function sizedPage({ input, width, height, regions }: DetectedPage, what: string): PageRegions {
  if (width === null || height === null) {
    throw new CliError('no-size', `${what} needs a size in pixels, and this image has none`, {
      exitCode: exitCodes.failed,
      hint:
        'Use --format json, jsonl, csv or table for it; png draws it.\n' +
        'Or make pictures of its pages first: pdftoppm -r 200 -png FILE.pdf page',
    });
  }
  return { width, height, regions, ...(input === '-' ? {} : { imageName: input }) };
}
