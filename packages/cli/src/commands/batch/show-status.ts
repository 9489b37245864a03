import { openDatabase } from '../../journal/database.ts';
import type { ImageState } from '../../journal/image-state.ts';
import { type ImageRecord, Journal } from '../../journal/journal.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { printable } from '../../terminal/printable.ts';
import { type BatchOptions, pricesOf } from './options.ts';
import { standingLines, standingOf } from './standing.ts';
import { nextLines } from './summary.ts';

/** Tells how a batch stands, on standard output; or lists its images that failed or are in doubt. Changes nothing. */
export function showStatus(path: string, options: BatchOptions): ExitCode {
  using journal = new Journal(openDatabase(path, 'read'));
  const { failed, inDoubt, format } = options;
  const isJson = format === 'json';
  // What is being sent is in doubt if no batch is at work.
  const lists: ImageState[] = [
    ...(failed ? (['failed'] as const) : []),
    ...(inDoubt ? (['doubt', 'sending'] as const) : []),
  ];
  if (lists.length > 0) {
    // A line each, so that a million of them need no memory here or in what reads them.
    for (const state of lists) for (const image of journal.all(state)) print(lineOf(image, isJson));
    return exitCodes.ok;
  }
  const prices = pricesOf(options);
  const standing = standingOf(journal, path, prices);
  if (isJson) print(JSON.stringify(standing, undefined, 2));
  else for (const line of [...standingLines(standing, prices), ...nextLines(standing, options)]) print(line);
  return exitCodes.ok;
}

function lineOf({ name, source, state, code, message, taskId, since }: ImageRecord, isJson: boolean): string {
  const submittedAt = since === null ? null : new Date(since).toISOString();
  if (isJson) {
    return JSON.stringify({ input: name, path: source, state, code, message, taskId, submittedAt });
  }
  const [reason = ''] = (message ?? 'being sent, or in doubt if no batch is at work').split('\n');
  const when = state !== 'failed' && submittedAt !== null ? `  ${submittedAt}` : '';
  return `${printable(name)}  ${code ?? state}${when}  ${printable(reason)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
