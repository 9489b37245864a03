import type { Format } from '../formats/format.ts';
import { createOutput } from '../output/output.ts';
import type { OutputPlan } from '../output/output-plan.ts';
import type { ErrorFormat } from '../report/error-format.ts';
import { type ErrorReport, printReport, reportOf } from '../report/error-report.ts';
import { exitCodeOf } from '../report/exit-code-of.ts';
import { type ExitCode, exitCodes } from '../report/exit-codes.ts';
import type { Interrupt } from '../terminal/interrupt.ts';
import { startProgress } from '../terminal/progress.ts';
import { detectEach } from './detect-each.ts';
import type { PageSource } from './page-source.ts';
import { tellWritten } from './tell-written.ts';

/** How pages are got and where they are written. */
export interface WritePagesOptions {
  readonly format: Format;
  readonly plan: OutputPlan;
  /** Whether files may be overwritten. */
  readonly force: boolean;
  /** How many pages are worked on at a time. */
  readonly concurrency: number;
  readonly errorFormat: ErrorFormat;
  /** Ends the work. */
  readonly interrupt: Interrupt;
  /** What has failed before. */
  readonly failures: readonly ErrorReport[];
  /** What is said when a signal ended the work. */
  readonly interrupted: string;
}

/**
 * Gets pages and writes them in their order. One that fails is reported and does not stop the others; refused
 * credentials do, since they would be refused for each.
 */
export async function writePages(
  sources: readonly PageSource[],
  options: WritePagesOptions,
): Promise<ExitCode> {
  const { format, plan, force, concurrency, errorFormat, interrupt } = options;
  const { signal } = interrupt;
  // Nobody reads on: the work left would be in vain, and may cost money.
  process.stdout.once('error', interrupt.stop);
  using progress = startProgress(sources.length);
  const output = createOutput(plan, format, force);
  const failures = [...options.failures];
  const fail = (report: ErrorReport): void => {
    failures.push(report);
    printReport(report, errorFormat);
  };
  let isWhole = false;
  try {
    for await (const outcome of detectEach(sources, { concurrency, progress, signal })) {
      const { index } = outcome;
      if (signal.aborted) break;
      progress.erase();
      if ('report' in outcome) fail(outcome.report);
      if ('report' in outcome && outcome.report.exitCode === exitCodes.credentials) break;
      isWhole = index === sources.length - 1;
      if ('report' in outcome) continue;
      const { page, source } = outcome;
      const content = await output.render(index, page, source.image).catch((error: unknown) => {
        fail(reportOf(error, page.input));
      });
      if (content === undefined) continue;
      await output.write(index, content);
      tellWritten(plan, index, page, errorFormat);
    }
  } finally {
    interrupt.stop();
    await output.end(isWhole);
  }
  const code = interrupt.exitCode();
  if (code === undefined) return exitCodeOf(failures, sources.length);
  progress.erase();
  printReport({ code: 'interrupted', message: options.interrupted, exitCode: code }, errorFormat);
  return code;
}
