import type { Settings } from '@detect-regions/spec';
import { createDetector } from '../../detectors/create.ts';
import type { DetectorFlags } from '../../flags/detector-flags.ts';
import type { InputFlags } from '../../flags/input-flags.ts';
import type { OutputFlags } from '../../flags/output-flags.ts';
import { createFormat } from '../../formats/create.ts';
import { formatOfFile } from '../../formats/of-file.ts';
import { discoverImages, type FoundImage } from '../../input/discover.ts';
import { openImage } from '../../input/image-file.ts';
import { planOutput } from '../../output/output-plan.ts';
import type { PageSource } from '../../pages/page-source.ts';
import { writePages } from '../../pages/write-pages.ts';
import type { CliError } from '../../report/cli-error.ts';
import type { ErrorFormat } from '../../report/error-format.ts';
import { type ErrorReport, printReport, reportOf } from '../../report/error-report.ts';
import type { ExitCode } from '../../report/exit-codes.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';

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
  await using detector = await createDetector(options);
  const sources = found.map((each): PageSource => {
    const image = openImage(each);
    return { name: image.name, image, detect: (how) => detector.detect(image, how) };
  });
  const { concurrency } = detector;
  const interrupted = 'interrupted';
  return await writePages(sources, {
    format,
    plan,
    force,
    concurrency,
    errorFormat,
    interrupt,
    failures,
    interrupted,
  });
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
