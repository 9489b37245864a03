import { type BatchOptions, pricesOf } from './options.ts';
import { type CallCounts, sumOf } from './prices.ts';
import { commandFor } from './shell-command.ts';
import { count, type Standing, standingLines } from './standing.ts';
import type { StopReason } from './stopping.ts';
import { duration } from './time-left.ts';
import type { RunOutcome } from './work-loop.ts';

const reasons: Readonly<Record<StopReason, string>> = {
  interrupt: 'Interrupted.',
  budget: 'Ended before the limit of calls would have been passed.',
  refused: 'Ended, since the service refuses every call.',
  outage: 'Ended, since the service could not be reached, or failed, again and again.',
  disk: 'Ended, since nothing could be written any more.',
};

/** Tells on standard error how a run has ended, how the batch stands, and which commands go on from there. */
export function printSummary(standing: Standing, outcome: RunOutcome, options: BatchOptions): void {
  const { reason, ended, seconds } = outcome;
  if (options.errorFormat === 'json') {
    const summary = { ...standing, calls: standing.calls, reason: reason ?? 'end', ended, seconds };
    process.stderr.write(`${JSON.stringify({ summary })}\n`);
    return;
  }
  const isWhole = standing.done === standing.images && standing.allFound;
  if (options.quiet && isWhole) return;
  const rate = ended > 0 && seconds > 0 ? `, ${(ended / seconds).toFixed(1)} pages/s` : '';
  const lines = [
    ...(reason === undefined ? [] : [reasons[reason], '']),
    ...standingLines(standing, pricesOf(options), ` (${count(ended)} ended in ${duration(seconds)}${rate})`),
    ...nextLines(standing, options),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}

/** What can be done next, each with its command. */
export function nextLines(standing: Standing, options: BatchOptions): string[] {
  const { journal, failed, inDoubt, left, submitted, sending, allFound, calls } = standing;
  const next: [string, string][] = [];
  if (left > 0 || submitted > 0 || sending > 0 || !allFound) {
    const limit =
      options.maxCalls === undefined ? [] : ['--max-calls', String(nextLimit(calls, options.maxCalls))];
    const inputs = allFound ? '' : '  (in the same folder)';
    next.push(['Go on:', commandFor(journal, options, ...limit) + inputs]);
  }
  if (failed > 0) next.push(['Try the failed ones again:', commandFor(journal, options, '--retry-failed')]);
  if (inDoubt > 0) {
    next.push(
      ['List those in doubt:', commandFor(journal, options, '--status', '--in-doubt')],
      ['Send them again, and perhaps pay twice:', commandFor(journal, options, '--resubmit', 'in-doubt')],
    );
  }
  if (next.length === 0) return [];
  return ['', ...next.flatMap(([title, command]) => [title, `  ${command}`])];
}

/** What an image may need at most, in calls, so that it is worth going on with the same limit. */
const WORTH_IT = 10;

/** The limit is for all runs together: where it is used up, as many calls again. */
function nextLimit(calls: CallCounts, limit: number): number {
  const used = sumOf(calls);
  return limit - used >= WORTH_IT ? limit : used + limit;
}
