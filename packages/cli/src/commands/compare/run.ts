import { shownPath } from '../../output/output-plan.ts';
import { readRegionFiles } from '../../region-files/read-files.ts';
import { CliError, usageError } from '../../report/cli-error.ts';
import type { ErrorFormat } from '../../report/error-format.ts';
import { type ErrorReport, printReport, reportOf } from '../../report/error-report.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { paintFor } from '../../terminal/paint.ts';
import { printable } from '../../terminal/printable.ts';
import type { CompareFlags } from './command.ts';
import { comparePage, totalOf } from './compare-pages.ts';
import { planPictures } from './draw.ts';
import { type Pairing, pairPages } from './pair-pages.ts';
import { compareJson, compareTable } from './print.ts';

/** How many names a note lists. */
const NAMES = 5;

/**
 * Compares what was found with the truth, page by page, and prints the figures.
 *
 * @throws CliError for a wrong command line, and when nothing can be compared
 */
export async function compare(
  foundName: string,
  truthName: string,
  flags: CompareFlags,
  errorFormat: ErrorFormat,
): Promise<ExitCode> {
  if (foundName === '-' && truthName === '-') throw usageError('standard input (-) can be read only once');
  let failures = 0;
  const onFailure = (report: ErrorReport): void => {
    failures += 1;
    printReport(report, errorFormat);
  };
  const { iou, level, picture, image, force = false } = flags;
  const found = await readRegionFiles([foundName], { level, onFailure });
  const truth = await readRegionFiles([truthName], { level, onFailure });
  if (failures > 0 && (found.length === 0 || truth.length === 0)) return exitCodes.failed;

  const pairing = pairPages(found, truth);
  checkPairing(pairing, foundName, truthName);
  const pages = pairing.pairs.map((pair) => comparePage(pair, iou));
  const total = totalOf(pages);
  const pictures = picture === undefined ? undefined : await planPictures(pages, { picture, image, force });

  if (errorFormat === 'text') tellUnpaired(pairing);
  const text =
    flags.format === 'json'
      ? compareJson(pages, total, iou)
      : compareTable(pages, total, paintFor(process.stdout));
  process.stdout.write(text);
  try {
    const files = (await pictures?.draw()) ?? [];
    if (errorFormat === 'text') for (const file of files) process.stderr.write(`→ ${shownPath(file)}\n`);
  } catch (error) {
    onFailure(reportOf(error, image));
  }
  const { minF1 } = flags;
  if (minF1 !== undefined && total.regions.f1 < minF1) {
    throw new CliError('below-min-f1', `the F1 of ${total.regions.f1.toFixed(4)} is below ${minF1}`, {
      exitCode: exitCodes.failed,
    });
  }
  return failures === 0 ? exitCodes.ok : exitCodes.failed;
}

function checkPairing({ pairs, withoutResult }: Pairing, foundName: string, truthName: string): void {
  if (pairs.length > 0 && withoutResult.length < pairs.length) return;
  throw usageError(
    `no page of ${printable(foundName)} is in ${printable(truthName)}`,
    'Pages are matched by the name of their image or file, without its ending.',
  );
}

function tellUnpaired({ withoutResult, withoutTruth }: Pairing): void {
  const tell = (names: readonly string[], what: string): void => {
    if (names.length === 0) return;
    const more = names.length > NAMES ? ` and ${names.length - NAMES} more` : '';
    const list = names.slice(0, NAMES).map(printable).join(', ');
    process.stderr.write(`note: ${list}${more}: ${what}\n`);
  };
  tell(withoutResult, 'no result, counted as nothing found');
  tell(withoutTruth, 'not in the truth, left out');
}
