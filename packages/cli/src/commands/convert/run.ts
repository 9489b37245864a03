import { createFormat } from '../../formats/create.ts';
import { formatOfFile } from '../../formats/of-file.ts';
import { imageFile } from '../../input/image-file.ts';
import { createOutput } from '../../output/output.ts';
import { type PlannedImage, planOutput } from '../../output/output-plan.ts';
import { tellWritten } from '../../pages/tell-written.ts';
import { type FilePage, readRegionFiles } from '../../region-files/read-files.ts';
import { usageError } from '../../report/cli-error.ts';
import type { ErrorFormat } from '../../report/error-format.ts';
import { type ErrorReport, printReport, reportOf } from '../../report/error-report.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { printable } from '../../terminal/printable.ts';
import type { ConvertFlags } from './command.ts';

/**
 * Reads files of regions and writes their pages in another format, in their order. A file or page that fails is
 * reported and does not stop the others.
 *
 * @throws CliError for a wrong command line, before anything is written
 */
export async function convert(
  names: readonly string[],
  flags: ConvertFlags,
  errorFormat: ErrorFormat,
): Promise<ExitCode> {
  const { out, force = false, level } = flags;
  const format = createFormat(flags.format ?? formatOfFile(out), flags.svgImage);
  let failures = 0;
  const onFailure = (report: ErrorReport): void => {
    failures += 1;
    printReport(report, errorFormat);
  };
  const pages = await readRegionFiles(names, { level, onFailure });
  if (pages.length === 0 && failures === 0 && errorFormat === 'text') {
    process.stderr.write('note: there is no page to convert\n');
  }
  const image = flags.image === undefined ? undefined : imageFile(flags.image);
  if (image !== undefined && pages.length > 1) {
    throw usageError(`--image is one image, and there are ${pages.length} pages`, 'Convert them one by one.');
  }
  const plan = planOutput(pages.map(planned), format, { out, force });
  const output = createOutput(plan, format, force);
  try {
    for (const [index, { page }] of pages.entries()) {
      const content = await output.render(index, page, image).catch((error: unknown) => {
        onFailure(reportOf(error, page.input));
      });
      if (content === undefined) continue;
      await output.write(index, content);
      tellWritten(plan, index, page, errorFormat);
    }
  } finally {
    await output.end(pages.length > 0 || failures === 0);
  }
  return failures === 0 ? exitCodes.ok : exitCodes.failed;
}

/** The output of a file's only page is named for the file; others are named for their image. */
function planned({ page, file, isOnly }: FilePage): PlannedImage {
  const relative = isOnly && file.path !== undefined ? file.relative : insidePath(page.input);
  return { name: page.input, relative, ...(file.path === undefined ? {} : { path: file.path }) };
}

/** A path that leads nowhere but down, made of a name that a file tells. */
function insidePath(name: string): string {
  const isAbsolute = /^(?:[\\/]|[a-z]:)/i.test(name);
  const parts = printable(name)
    .split(/[\\/]/)
    .filter((part) => !/^\.*$|:$/.test(part));
  return (isAbsolute ? parts.slice(-1) : parts).join('/') || 'page';
}
