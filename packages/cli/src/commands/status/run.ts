import type { Snapshot } from '@detect-regions/sdk';
import { reportOf } from '../../report/error-report.ts';
import type { ExitCode } from '../../report/exit-codes.ts';
import { eachTask, type TaskListOptions } from '../../tasks/each-task.ts';
import { endedBadly } from '../../tasks/ended-badly.ts';
import { type NotedTask, taskName } from '../../tasks/noted-task.ts';
import type { TaskRow } from '../../tasks/task-list.ts';
import { printable } from '../../terminal/printable.ts';

/**
 * Lists how tasks stand. One that failed or is gone is listed, and no success.
 *
 * @throws CliError for a wrong command line, before anything is sent
 */
export function status(args: readonly string[], options: TaskListOptions): Promise<ExitCode> {
  return eachTask(args, options, async (task, noted, signal) => {
    const snapshot = await task.status({ signal });
    const row = rowOf(snapshot, noted);
    const isBad = snapshot.status === 'failed' || snapshot.status === 'gone';
    return isBad ? { row, failure: reportOf(endedBadly(snapshot), taskName(noted)) } : { row };
  });
}

/** As wide as the longest of the words, so that what follows stands in a column. */
const STATUS_WIDTH = 'processing'.length;

function rowOf({ taskId: _, ...snapshot }: Snapshot, noted: NotedTask): TaskRow {
  const { id, input } = noted;
  const shown =
    'wireStatus' in snapshot && snapshot.status === 'unknown' ? snapshot.wireStatus : snapshot.status;
  const cells = [
    id,
    printable(shown).padEnd(STATUS_WIDTH),
    printable(input ?? ''),
    printable(whyOf(snapshot)),
  ];
  // What is known of the image goes on, so that the line still is a task.
  return { cells, facts: { ...noted, ...snapshot } };
}

function whyOf(snapshot: Pick<Snapshot, 'status' | 'warnings'>): string {
  const messages = 'messages' in snapshot ? (snapshot.messages as readonly string[]) : [];
  return [...messages, ...snapshot.warnings].join(' ');
}
