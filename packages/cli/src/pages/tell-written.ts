import type { DetectedPage } from '../formats/format.ts';
import { describe } from '../formats/table.ts';
import { type OutputPlan, outputFile, shownPath } from '../output/output-plan.ts';
import type { ErrorFormat } from '../report/error-format.ts';
import { printable } from '../terminal/printable.ts';

/** Tells people which file a page went to, on standard error; nothing where it went to standard output. */
export function tellWritten(
  plan: OutputPlan,
  index: number,
  page: DetectedPage,
  errorFormat: ErrorFormat,
): void {
  const file = outputFile(plan, index);
  if (file === undefined || errorFormat !== 'text') return;
  process.stderr.write(`${printable(page.input)} → ${shownPath(file)}  ${describe(page)}\n`);
}
