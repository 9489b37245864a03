import type { Journal } from '../../journal/journal.ts';
import type { SentImage } from '../../journal/submissions.ts';
import { type ErrorReport, reportOf } from '../../report/error-report.ts';

/** What an error means for its image, and for the batch. */
export interface Verdict {
  /**
   * `failed`: a reason is noted; `doubt`: it may have been paid for, and nothing can be asked for; `left`: nothing is
   * wrong with it, and it is done another time.
   */
  readonly fate: 'failed' | 'doubt' | 'left';
  /** Whether every other image would fare the same. */
  readonly isFatal: boolean;
  /** Whether the service could not be asked, or was not able to answer. */
  readonly isOutage: boolean;
  readonly report: ErrorReport;
}

/** The same for every image: each call would be refused. */
const fatal: ReadonlySet<string> = new Set(['auth', 'quota', 'store']);
/** May pass, and says nothing of the image. */
const outages: ReadonlySet<string> = new Set(['network', 'timeout', 'server', 'rate-limit']);

/** Notes in the journal what became of an image that gave no result. Resolves when it is on the disk. */
export async function settleFailure(
  journal: Journal,
  image: SentImage,
  error: unknown,
  isStopping: boolean,
): Promise<Verdict> {
  const report = reportOf(error, image.name);
  const { code, message } = report;
  const { maybeSent, taskId } = Object(error) as { maybeSent?: unknown; taskId?: unknown };
  const verdict = { isFatal: fatal.has(code), isOutage: outages.has(code), report };

  if (image.state === 'sending' && !image.sent) {
    // Noted as being sent, and it never was: stopped at the gate, or refused by the service.
    const { key } = image;
    await journal.move(image, 'found', {}, () => {
      if (key !== null) journal.deleteSubmission(key);
    });
  }
  const mayBePaid = code === 'in-doubt' || (maybeSent === true && taskId === undefined);
  if (mayBePaid && (image.sent || code === 'in-doubt')) {
    const { key } = Object(error) as { key?: string };
    const doubt = doubtReport(report, error);
    const { message } = doubt;
    await journal.move(image, 'doubt', { code: doubt.code, message, ...(key !== undefined && { key }) });
    return { ...verdict, report: doubt, fate: 'doubt' };
  }
  if (image.state === 'sending') await journal.move(image, 'found');
  if (verdict.isFatal || isInterrupted(code, isStopping)) {
    if (image.state === 'working') await journal.move(image, 'found');
    await journal.settled();
    return { ...verdict, fate: 'left' };
  }
  await journal.move(image, 'failed', { code, message, ...(typeof taskId === 'string' && { taskId }) });
  return { ...verdict, fate: 'failed' };
}

/** In the words of a batch, which has a flag where the SDK has an option. */
function doubtReport({ code, input, operation, exitCode }: ErrorReport, error: unknown): ErrorReport {
  const { submittedAt } = Object(error) as { submittedAt?: unknown };
  const when =
    submittedAt instanceof Date
      ? `it was sent on ${submittedAt.toISOString()}, and no answer was noted`
      : `it was sent, and no answer came (${code})`;
  const message = `${when}: it may have been accepted, and billed, so it is not sent again`;
  return {
    code: 'in-doubt',
    message,
    exitCode,
    ...(input !== undefined && { input }),
    ...(operation !== undefined && { operation }),
  };
}

/** While a batch comes to its end, what is aborted, or not begun any more, has not failed. */
function isInterrupted(code: string, isStopping: boolean): boolean {
  return isStopping && ['aborted', 'AbortError', 'ABORT_ERR', 'network', 'internal'].includes(code);
}
