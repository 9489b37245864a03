import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { limits } from '@detect-regions/spec/limits';
import { createFormat } from '../../formats/create.ts';
import type { FoundImage } from '../../input/discover.ts';
import { openDatabase } from '../../journal/database.ts';
import { pendingStates } from '../../journal/image-state.ts';
import { Journal } from '../../journal/journal.ts';
import { lockJournal } from '../../journal/journal-lock.ts';
import { type SentImage, Submissions } from '../../journal/submissions.ts';
import { nameTemplate } from '../../output/name-template.ts';
import { shownPath } from '../../output/output-plan.ts';
import type { ErrorReport } from '../../report/error-report.ts';
import { printReport } from '../../report/error-report.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { type Beginning, beginningOf, checkSame, noteBeginning } from './beginning.ts';
import { CallBudget } from './call-budget.ts';
import { Calls } from './calls.ts';
import { Discovery } from './discovery.ts';
import { findImages, firstFound } from './find-images.ts';
import { ImageQueue } from './image-queue.ts';
import { checkCredentials, openWorker } from './open-worker.ts';
import { type BatchOptions, pricesOf } from './options.ts';
import { destinationOf, outputName } from './output-names.ts';
import { sumOf } from './prices.ts';
import { resultDocument } from './result-document.ts';
import { resultFiles } from './result-files.ts';
import { areAllFound, noteAllFound, type Standing, standingOf } from './standing.ts';
import { Stopping } from './stopping.ts';
import { printSummary } from './summary.ts';
import { type RunOutcome, WorkLoop } from './work-loop.ts';

/** For how long the service keeps a result, in milliseconds. */
const KEPT = limits.resultSeconds * 1_000;

/**
 * Works through the images of a journal, and makes the journal where there is none.
 *
 * @param isNamed - whether the images are named; without it they are those of the journal
 * @throws CliError for what is wrong before the first image is sent
 */
export async function runBatch(
  path: string,
  beginning: Beginning,
  isNamed: boolean,
  options: BatchOptions,
): Promise<ExitCode> {
  const unreadable: ErrorReport[] = [];
  const search = findImages(beginning, (report) => unreadable.push(report));
  // Before anything is made: inputs may be wrong.
  const found = isNamed && !options.retryFailed ? await firstFound(search) : search;
  await checkCredentials(beginning, options);
  await mkdir(dirname(path), { recursive: true });
  using _lock = lockJournal(path);
  using journal = new Journal(openDatabase(path, 'write'));
  const begun = beginningOf(journal);
  // Another process may have begun between the look and the lock.
  if (begun !== undefined) checkSame(begun, beginning, shownPath(path));
  journal.recover(Date.now() - KEPT);

  using interrupt = listenForInterrupt();
  const needsSearch = !options.retryFailed && (isNamed || !areAllFound(journal));
  const outcome = await work(journal, needsSearch ? found : undefined, beginning, options, interrupt.signal);
  const { errorFormat } = options;
  for (const report of unreadable) printReport(report, errorFormat);
  // An outage is the failure of an image, which is printed already.
  if (outcome.cause !== undefined && outcome.reason !== 'outage') printReport(outcome.cause, errorFormat);
  const standing = standingOf(journal, path, pricesOf(options));
  printSummary(standing, outcome, options);
  return exitCodeOf(outcome, interrupt.exitCode(), standing, unreadable.length);
}

/** Everything that lives as long as images are worked on. */
async function work(
  journal: Journal,
  found: AsyncIterable<FoundImage> | undefined,
  beginning: Beginning,
  options: BatchOptions,
  interrupt: AbortSignal,
): Promise<RunOutcome> {
  const { force = false, retryFailed, resubmit, maxCalls = Infinity } = options;
  const destination = destinationOf(beginning.out, beginning.format);
  const format = createFormat(beginning.format, beginning.svgImage);
  const template =
    destination.kind === 'document' ? undefined : nameTemplate(destination.template, format.extension);
  const inWork = new Set<SentImage>();
  const stopping = new Stopping(inWork);
  const submissions = new Submissions(journal, {
    isClosed: () => stopping.reason !== undefined,
    onAccepted: () => stopping.look(),
  });
  const calls = new Calls(journal);
  const budget = new CallBudget(maxCalls, sumOf(calls.counts));
  await using worker = await openWorker({
    journal,
    beginning,
    options,
    submissions,
    calls,
    budget,
    stopping,
  });
  // Only now: what could not begin may be begun with something else.
  await noteBeginning(journal, beginning);
  if (retryFailed) journal.retry('failed');
  if (resubmit === 'in-doubt') journal.retry('doubt');
  await using results =
    destination.kind === 'document'
      ? await resultDocument(journal, format, destination.path, force)
      : resultFiles(journal, format);

  const discovery =
    found &&
    new Discovery(journal, (image, id, isTaken) =>
      template === undefined ? null : outputName(template, image, id, isTaken),
    );
  const stop = (): void => stopping.stop('interrupt');
  interrupt.addEventListener('abort', stop);
  if (interrupt.aborted) stop();
  const searchEnd = new AbortController();
  const searching = discovery && found && search(discovery, found, journal, searchEnd.signal);
  // Told at the end, by the promise itself.
  searching?.catch(() => stopping.stop('disk'));
  const queue = new ImageQueue(journal, retryFailed ? ['retry'] : pendingStates, discovery);
  const loop = new WorkLoop({
    journal,
    queue,
    worker,
    results,
    budget,
    stopping,
    inWork,
    discovery,
    options,
  });
  const outcome = await loop.run();
  searchEnd.abort();
  await searching;
  return outcome;
}

/** Finds images to the last, and notes whether it came so far. */
async function search(
  discovery: Discovery,
  found: AsyncIterable<FoundImage>,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> {
  await noteAllFound(journal, false);
  const isWhole = await discovery.run(found, signal);
  if (isWhole) await noteAllFound(journal, true);
}

function exitCodeOf(
  { reason, cause }: RunOutcome,
  interruptCode: ExitCode | undefined,
  { done, images }: Standing,
  unreadable: number,
): ExitCode {
  if (interruptCode !== undefined) return interruptCode;
  if (reason === 'outage') return exitCodes.network;
  if (cause !== undefined) return cause.exitCode;
  return done === images && unreadable === 0 ? exitCodes.ok : exitCodes.failed;
}
