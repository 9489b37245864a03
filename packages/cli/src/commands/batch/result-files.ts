import { existsSync } from 'node:fs';
import { type DetectedPage, documentOf, type Format } from '../../formats/format.ts';
import type { Journal } from '../../journal/journal.ts';
import type { SentImage } from '../../journal/submissions.ts';
import { existsError, shownPath } from '../../output/output-plan.ts';
import { usageError } from '../../report/cli-error.ts';
import { replaceFile } from './replace-file.ts';
import { contextOf, type Results } from './results.ts';

/** A file for each image. */
export function resultFiles(journal: Journal, format: Format): Results {
  return {
    async write(image: SentImage, page: DetectedPage): Promise<void> {
      const file = image.output ?? '';
      // What is there is this batch's own: a stranger's was found before the image was begun.
      await replaceFile(file, await documentOf(format, page, contextOf(image, file)));
      await journal.move(image, 'done');
    },
    async [Symbol.asyncDispose]() {},
  };
}

/**
 * Whether the file of an image is there already, and is none that this batch has written: to be asked before anything
 * is spent on the image.
 *
 * @param force - whether it may be overwritten all the same; the image itself never is
 * @throws CliError when it is
 */
export function refuseToOverwrite({ output, state, source }: SentImage, force: boolean): void {
  if (output === source)
    throw usageError(`${shownPath(source)} can't be both image and output`, 'Choose another --out.');
  // One that has been begun before may have its file already.
  const isNew = state === 'found' || state === 'retry';
  if (!force && isNew && output !== null && existsSync(output)) throw existsError(output);
}
