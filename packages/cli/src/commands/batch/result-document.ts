import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DetectedPage, Format } from '../../formats/format.ts';
import type { Journal } from '../../journal/journal.ts';
import type { SentImage } from '../../journal/submissions.ts';
import { existsError, shownPath } from '../../output/output-plan.ts';
import { CliError } from '../../report/cli-error.ts';
import { exitCodes } from '../../report/exit-codes.ts';
import { contextOf, type Results } from './results.ts';

/** How long the file is, in bytes, without the end of the document. Only what is noted here counts. */
const LENGTH = 'documentBytes';
const PAGES = 'documentPages';
/** Whether the file is this batch's own: noted before it is made, so that a crash in between leaves no stranger. */
const OWN = 'documentIsOwn';

interface Waiting {
  readonly image: SentImage;
  readonly content: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One document for all images, to which pages are added as they come. Behind what the journal knows to be there, a
 * crash may have left a part of a page: that is cut off, and the page comes again.
 *
 * @param format - one of which a page is written alike, whatever came before it
 * @param force - whether a file that is there, and none of this batch's, may be overwritten
 * @throws CliError when it is there, or can't be written, or is shorter than the journal knows
 */
export async function resultDocument(
  journal: Journal,
  format: Format,
  path: string,
  force: boolean,
): Promise<Results> {
  const document = format.open();
  let length = journal.facts.number(LENGTH);
  let pages = journal.facts.number(PAGES);
  if (journal.facts.number(OWN) === 0) {
    if (!force && existsSync(path)) throw existsError(path);
    await journal.facts.set(OWN, 1);
  }
  const file = await openDocument(path, pages === 0);
  if (pages > 0) {
    const { size } = await file.stat();
    if (size < length) {
      await file.close();
      throw unwritable(path, `has ${size} bytes, and the journal knows of ${length}: a part was taken away`);
    }
  }
  await file.truncate(length);

  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  const writeGroup = async (group: readonly Waiting[]): Promise<void> => {
    const texts = group.map(({ content }) => content);
    const bytes = Buffer.from((pages === 0 ? document.start : '') + texts.join(''));
    await writeAll(file, bytes, length);
    await file.datasync();
    length += bytes.length;
    pages += group.length;
    // In one turn, and so in one transaction.
    const noted = group.map(({ image }) => journal.move(image, 'done'));
    await Promise.all([...noted, journal.facts.set(LENGTH, length), journal.facts.set(PAGES, pages)]);
  };
  const writeWaiting = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await writeGroup(group);
        for (const { resolve } of group) resolve();
      } catch (cause) {
        for (const { reject } of group)
          reject(unwritable(path, `can't be written (${codeOf(cause)})`, cause));
      }
    }
    writing = undefined;
  };

  return {
    async write(image: SentImage, page: DetectedPage): Promise<void> {
      const content = String(await document.page(page, contextOf(image, path)));
      await new Promise<void>((resolve, reject) => {
        waiting.push({ image, content, resolve, reject });
        writing ??= writeWaiting();
      });
    },
    async [Symbol.asyncDispose]() {
      await writing;
      // Whole for a reader, however the batch has ended; cut off again when it goes on.
      if (pages > 0) await writeAll(file, Buffer.from(document.end()), length);
      await file.close();
    },
  };
}

async function openDocument(path: string, isNew: boolean): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, isNew ? 'w' : 'r+');
  } catch (cause) {
    if (!isNew && codeOf(cause) === 'ENOENT') {
      throw unwritable(path, 'is gone, and the journal knows of pages in it', cause);
    }
    throw unwritable(path, `can't be written (${codeOf(cause)})`, cause);
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}

function unwritable(path: string, wrong: string, cause?: unknown): CliError {
  return new CliError('unwritable-output', `${shownPath(path)} ${wrong}`, {
    exitCode: exitCodes.failed,
    ...(cause === undefined ? {} : { cause }),
  });
}
