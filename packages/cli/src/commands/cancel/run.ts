import type { ExitCode } from '../../report/exit-codes.ts';
import { eachTask, type TaskListOptions } from '../../tasks/each-task.ts';
import { printable } from '../../terminal/printable.ts';

/**
 * Gives tasks up, and lists them.
 *
 * @throws CliError for a wrong command line, before anything is sent
 */
export function cancel(args: readonly string[], options: TaskListOptions): Promise<ExitCode> {
  return eachTask(args, options, async (task, { id, input }, signal) => {
    await task.cancel({ signal });
    return {
      row: { cells: [id, 'cancelled', printable(input ?? '')], facts: { id, input, status: 'cancelled' } },
    };
  });
}
