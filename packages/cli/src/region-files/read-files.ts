import { discoverImages, type FoundImage } from '../input/discover.ts';
import { regionFiles } from '../input/file-kinds.ts';
import { imageFile } from '../input/image-file.ts';
import { stemOf } from '../output/stem.ts';
import { CliError } from '../report/cli-error.ts';
import { type ErrorReport, reportOf } from '../report/error-report.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { parseRegions } from './parse-regions.ts';
import type { Level, RegionPage } from './region-page.ts';

/** The largest file of regions that is read, in bytes: JSON of some two million regions. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A page, and the file that it was read from. */
export interface FilePage {
  readonly page: RegionPage;
  readonly file: FoundImage;
  /** Whether it is the file's only one. */
  readonly isOnly: boolean;
}

/** How files are read. */
export interface ReadOptions {
  /** Of a ground truth with several levels. */
  readonly level: Level | undefined;
  /** Is told of each file that can't be read; the others are. */
  readonly onFailure: (report: ErrorReport) => void;
}

/**
 * Reads the pages of files of regions: those that are named, those in folders, those that a glob matches, and `-` for
 * standard input.
 *
 * @throws CliError (usage) for a folder or glob that gives none
 */
export async function readRegionFiles(
  args: readonly string[],
  { level, onFailure }: ReadOptions,
): Promise<FilePage[]> {
  const pages: FilePage[] = [];
  const onUnreadable = (_name: string, error: Error): void => onFailure(reportOf(error));
  for await (const file of discoverImages(args, { kind: regionFiles, urls: false, onUnreadable })) {
    try {
      const bytes = await imageFile(file.name).read();
      if (bytes.length > MOST_BYTES) throw tooLarge();
      const text = new TextDecoder().decode(bytes);
      const read = parseRegions(text, { name: stemOf(file.relative), level });
      pages.push(...read.map((page) => ({ page, file, isOnly: read.length === 1 })));
    } catch (error) {
      onFailure(reportOf(error, file.name));
    }
  }
  return pages;
}

function tooLarge(): CliError {
  return new CliError('unreadable-regions', `is larger than ${MOST_BYTES / 2 ** 20} MiB`, {
    exitCode: exitCodes.failed,
    hint: 'Split it: a file a page, or JSON lines of fewer pages.',
  });
}
