import { resolve } from 'node:path';
import { discoverImages, type FoundImage } from '../../input/discover.ts';
import { usageError } from '../../report/cli-error.ts';
import { type ErrorReport, reportOf } from '../../report/error-report.ts';
import { printable } from '../../terminal/printable.ts';
import type { Beginning } from './beginning.ts';

/**
 * The images that a batch was begun with, one after the other.
 *
 * @param onUnreadable - is told of a folder that can't be read; the others are looked into all the same
 * @throws CliError (usage), with the first image, when an input gives none, or the working folder is another one
 */
export async function* findImages(
  { inputs, folder, recursive, allowUrls }: Beginning,
  onUnreadable: (report: ErrorReport) => void,
): AsyncGenerator<FoundImage> {
  if (resolve(folder) !== process.cwd()) {
    throw usageError(
      `the batch was begun in ${printable(folder)}, and not all of its images are known yet`,
      'Go on in that folder.',
    );
  }
  yield* discoverImages(inputs, {
    recursive,
    urls: allowUrls,
    onUnreadable: (name, error) => onUnreadable(reportOf(error, name)),
  });
}

/** The same images, once the first of them is found: so that what is wrong is thrown here. */
export async function firstFound(images: AsyncGenerator<FoundImage>): Promise<AsyncGenerator<FoundImage>> {
  const first = await images.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* images;
  })();
}
