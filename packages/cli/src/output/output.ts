import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Format } from '../formats/format.ts';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { existsError, type OutputPlan, shownPath } from './output-plan.ts';

/** Where pages are written, in the order of the images. */
export interface Output {
  /** Writes a page as its format has it. */
  write(index: number, text: string): Promise<void>;
  /**
   * Completes what is open. Called once, also when work was cut short; when it was not (`isWhole`), standard
   * output gets a document even if no image gave a page, so that JSON is an array always.
   */
  end(isWhole: boolean): Promise<void>;
}

/**
 * The output of a plan. A file is made when there is a page to put into it, so that a run that finds nothing
 * leaves nothing.
 *
 * @param force - whether a file may be overwritten
 */
export function createOutput(plan: OutputPlan, format: Format, force: boolean): Output {
  switch (plan.kind) {
    case 'stdout':
      return documentOutput(format, { openSink: async () => stdoutSink, needsPage: false });
    case 'file':
      return documentOutput(format, { openSink: () => fileSink(plan.path, force), needsPage: true });
    case 'folder':
      return folderOutput(plan.paths, format, force);
  }
}

interface Sink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

interface DocumentOptions {
  readonly openSink: () => Promise<Sink>;
  /** Whether nothing at all is written when there is no page. */
  readonly needsPage: boolean;
}

function documentOutput(format: Format, { openSink, needsPage }: DocumentOptions): Output {
  let sink: Sink | undefined;
  return {
    async write(_index, text) {
      const before = sink === undefined ? format.start : format.between;
      sink ??= await openSink();
      await sink.write(before + text);
    },
    async end(isWhole) {
      if (sink === undefined && isWhole && !needsPage) await this.write(0, '');
      await sink?.write(format.end);
      await sink?.close();
    },
  };
}

/** Settles also when the reader has gone: what to do then is decided where the stream's errors are heard. */
const stdoutSink: Sink = {
  write: (text) =>
    new Promise((resolve) => {
      process.stdout.write(text, () => resolve());
    }),
  async close() {},
};

async function fileSink(path: string, force: boolean): Promise<Sink> {
  const file = await createFile(path, force);
  return {
    async write(text) {
      await file.writeFile(text);
    },
    close: () => file.close(),
  };
}

function folderOutput(paths: readonly string[], format: Format, force: boolean): Output {
  return {
    async write(index, text) {
      await using file = await createFile(paths[index] ?? '', force);
      await file.writeFile(format.start + text + format.end);
    },
    async end() {},
  };
}

/**
 * Opens a file to be written, and makes the folder that it is to be in.
 *
 * @param force - whether it may be overwritten
 * @throws CliError when it exists, or can't be written
 */
export async function createFile(path: string, force: boolean): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, force ? 'w' : 'wx');
  } catch (cause) {
    const { code, path: culprit } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' && culprit === path) throw existsError(path);
    throw new CliError('unwritable-output', `can't write ${shownPath(path)} (${code})`, {
      exitCode: exitCodes.failed,
      cause,
    });
  }
}
