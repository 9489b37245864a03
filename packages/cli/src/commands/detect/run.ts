import type { Settings } from '@detect-regions/spec';
import { createDetector } from '../../detectors/create.ts';
import type { DetectorFlags } from '../../flags/detector-flags.ts';
import type { InputFlags } from '../../flags/input-flags.ts';
import type { OutputFlags } from '../../flags/output-flags.ts';
import { createFormat } from '../../formats/create.ts';
import { formatOfFile } from '../../formats/of-file.ts';
import { describe } from '../../formats/table.ts';
import { discoverImages, type FoundImage } from '../../input/discover.ts';
import { openImage } from '../../input/image-file.ts';
import { createOutput } from '../../output/output.ts';
import { outputFile, planOutput, shownPath } from '../../output/output-plan.ts';
import type { CliError } from '../../report/cli-error.ts';
import type { ErrorFormat } from '../../report/error-format.ts';
import { type ErrorReport, printReport, reportOf } from '../../report/error-report.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { printable } from '../../terminal/printable.ts';
import { startProgress } from '../../terminal/progress.ts';
import { detectEach } from './detect-each.ts';

/** What `detect` was told. */
export interface DetectOptions extends InputFlags, DetectorFlags, OutputFlags {
  readonly settings: Partial<Settings>;
  readonly errorFormat: ErrorFormat;
}

/**
 * Finds the regions of images and writes them in the order of the images. An image that fails is reported and
 * does not stop the others; refused credentials do, since they would be refused for each.
 *
 * @throws CliError for a wrong command line, before anything is read, sent or written
 */
export async function detect(names: readonly string[], options: DetectOptions): Promise<ExitCode> {
  const { out, force = false, errorFormat } = options;
  const failures: ErrorReport[] = [];
  const format = createFormat(options.format ?? formatOfFile(out), options.svgImage);
  const found = await findImages(names, options, failures);
  const plan = planOutput(found, format, { out, force });

  using interrupt = listenForInterrupt();
  // A terminal would be read until somebody types Ctrl-D.
  if (names.includes('-')) interrupt.signal.addEventListener('abort', () => process.stdin.destroy());
  // Nobody reads on: the work left would be in vain, and may cost money.
  process.stdout.once('error', interrupt.stop);
  await using detector = await createDetector(options);
  using progress = startProgress(found.length);
  const output = createOutput(plan, format, force);

  const fail = (report: ErrorReport): void => {
    failures.push(report);
    printReport(report, errorFormat);
  };
  const { signal } = interrupt;
  let isWhole = false;
  try {
    for await (const outcome of detectEach(found.map(openImage), { detector, progress, signal })) {
      const { index } = outcome;
      if (signal.aborted) break;
      progress.erase();
      if ('report' in outcome) fail(outcome.report);
      if ('report' in outcome && outcome.report.exitCode === exitCodes.credentials) break;
      isWhole = index === found.length - 1;
      if ('report' in outcome) continue;
      const { page, image } = outcome;
      const content = await output.render(index, page, image).catch((error: unknown) => {
        fail(reportOf(error, page.input));
      });
      if (content === undefined) continue;
      await output.write(index, content);
      const file = outputFile(plan, index);
      if (file !== undefined && errorFormat === 'text') {
        process.stderr.write(`${printable(page.input)} → ${shownPath(file)}  ${describe(page)}\n`);
      }
    }
  } finally {
    interrupt.stop();
    await output.end(isWhole);
  }
  const interruptCode = interrupt.exitCode();
  if (interruptCode === undefined) return exitCodeOf(failures, found.length);
  progress.erase();
  printReport({ code: 'interrupted', message: 'interrupted', exitCode: interruptCode }, errorFormat);
  return interruptCode;
}

/** All images that the arguments name. They are few enough to be planned for: a million are for `batch`. */
async function findImages(
  names: readonly string[],
  { recursive, allowUrls = false, errorFormat }: DetectOptions,
  failures: ErrorReport[],
): Promise<FoundImage[]> {
  const images: FoundImage[] = [];
  const onUnreadable = (_name: string, error: CliError): void => {
    const report = reportOf(error);
    failures.push(report);
    printReport(report, errorFormat);
  };
  for await (const image of discoverImages(names, { recursive, urls: allowUrls, onUnreadable })) {
    images.push(image);
  }
  return images;
}

/** One failure among others is one thing; that nothing works, for the same reason, is that reason's. */
function exitCodeOf(failures: readonly ErrorReport[], total: number): ExitCode {
  const [first] = failures;
  if (first === undefined) return exitCodes.ok;
  if (first.exitCode === exitCodes.credentials) return exitCodes.credentials;
  const same = failures.length === total && failures.every(({ exitCode }) => exitCode === first.exitCode);
  return same ? first.exitCode : exitCodes.failed;
}
