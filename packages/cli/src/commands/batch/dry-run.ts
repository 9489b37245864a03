import { createFormat } from '../../formats/create.ts';
import { openDatabase } from '../../journal/database.ts';
import { Journal } from '../../journal/journal.ts';
import { nameTemplate } from '../../output/name-template.ts';
import { printReport } from '../../report/error-report.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { type Beginning, LOCAL } from './beginning.ts';
import { callsIn } from './calls.ts';
import { findImages } from './find-images.ts';
import { type BatchOptions, pricesOf } from './options.ts';
import { destinationOf } from './output-names.ts';
import { pollPriceOf } from './poll-price.ts';
import { type CallCounts, costOf, money, sumOf } from './prices.ts';
import { count } from './standing.ts';

/**
 * How often a task is taken to be asked for until it is done, where the journal knows no better. At the least price of a poll,
 * one or two are enough for a task of half a second, four to five for one of some seconds, and more for long ones that
 * vary; at a second, about two for one of some seconds, and three to four for one of twenty.
 */
const POLLS = { eager: { least: 1, usual: 4, most: 10 }, patient: { least: 1, usual: 2, most: 4 } };
/** From which price of a poll on its client is taken to be patient, in milliseconds. */
const PATIENT = 500;
/** From how many results on the batch's own calls tell how often tasks are asked for. */
const ENOUGH_RESULTS = 20;

/** What a batch would cost. */
interface Estimate {
  readonly polls: (typeof POLLS)['eager'];
  /** Where that is from. */
  readonly basis: 'assumed' | 'measured';
}

/**
 * Counts the images and the calls that they need, and shows the bill, on standard output. Sends and writes nothing, and
 * needs no credentials.
 */
export async function dryRun(
  path: string,
  hasJournal: boolean,
  beginning: Beginning,
  options: BatchOptions,
): Promise<ExitCode> {
  // Told now rather than by the run itself.
  const destination = destinationOf(beginning.out, beginning.format);
  const format = createFormat(beginning.format, beginning.svgImage);
  if (destination.kind === 'files') nameTemplate(destination.template, format.extension);
  let images = 0;
  let unreadable = 0;
  const found = findImages(beginning, (report) => {
    unreadable++;
    printReport(report, options.errorFormat);
  });
  for await (const _image of found) images++;
  using journal = hasJournal ? new Journal(openDatabase(path, 'read')) : undefined;
  const standing = journal?.counts;
  const settled = standing === undefined ? 0 : standing.done + standing.failed + standing.doubt;
  const paid = standing?.submitted ?? 0;
  const left = Math.max(0, images - settled);
  const isLocal = beginning.service === LOCAL;
  const { polls, basis } = estimate(journal, pollPriceOf(beginning.service, options.pollPrice));
  const bill = (pollsEach: number): CallCounts => ({
    postDetectRegions: isLocal ? 0 : Math.max(0, left - paid),
    getDetectRegions: isLocal ? 0 : Math.ceil(left * pollsEach),
    getTaskStatus: 0,
    cancelDetectRegions: 0,
  });
  const calls = { least: bill(polls.least), usual: bill(polls.usual), most: bill(polls.most) };
  print(options, { images, settled, paid, left, isLocal, polls, basis, calls });
  return unreadable === 0 ? exitCodes.ok : exitCodes.failed;
}

function estimate(journal: Journal | undefined, pollPrice: number): Estimate {
  const results = journal?.counts.done ?? 0;
  if (journal === undefined || results < ENOUGH_RESULTS) {
    return { polls: pollPrice < PATIENT ? POLLS.eager : POLLS.patient, basis: 'assumed' };
  }
  const usual = Math.max(1, callsIn(journal).getDetectRegions / results);
  return { polls: { least: 1, usual, most: 2 * usual }, basis: 'measured' };
}

interface Bill extends Estimate {
  readonly images: number;
  readonly settled: number;
  readonly paid: number;
  readonly left: number;
  readonly isLocal: boolean;
  readonly calls: Readonly<Record<'least' | 'usual' | 'most', CallCounts>>;
}

function print(options: BatchOptions, bill: Bill): void {
  const prices = pricesOf(options);
  const { images, settled, paid, left, isLocal, polls, basis, calls } = bill;
  const cost = (of: CallCounts): number | undefined => costOf(of, prices);
  if (options.format === 'json') {
    const facts = (of: CallCounts): object => ({ ...of, calls: sumOf(of), cost: cost(of) ?? null });
    const { least, usual, most } = calls;
    const all = { least: facts(least), usual: facts(usual), most: facts(most) };
    const text = { images, settled, paid, left, polls, basis, ...all, currency: prices.currency };
    process.stdout.write(`${JSON.stringify(text, undefined, 2)}\n`);
    return;
  }
  const lines = [`images    ${count(images)}`];
  if (settled > 0 || paid > 0) {
    lines.push(`settled   ${count(settled)}  by the journal`, `left      ${count(left)}`);
  }
  if (isLocal) lines.push('calls     0: no service is asked');
  else {
    const { least, usual, most } = calls;
    const row = (title: string, of: CallCounts, each: number): string => {
      const amount = cost(of);
      const bill = amount === undefined ? '' : `  ${money(amount, prices.currency)}`;
      const polls = `${each.toLocaleString('en', { maximumFractionDigits: 2 })} ${each === 1 ? 'poll' : 'polls'}`;
      return `${title.padEnd(10)}${count(sumOf(of)).padStart(10)} calls${bill}  (${polls} an image)`;
    };
    lines.push(
      row('at least', least, polls.least),
      row('usual', usual, polls.usual),
      row('if slow', most, polls.most),
      '',
      `Each image is submitted once, ${count(least.postDetectRegions)} in all, and then asked for until it is done.`,
      basis === 'measured'
        ? 'How often is what this batch has needed so far.'
        : 'How often depends on how long the service takes, and is assumed here: --max-calls sets a limit that holds.',
      'Images with the same content are submitted once, and counted apart here. Retries come on top.',
    );
    if (cost(usual) === undefined) lines.push('For a bill: --price-per-call AMOUNT --currency NAME');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
