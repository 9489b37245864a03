import type { DetectRegions } from '@detect-regions/sdk';
import { usageError } from '../report/cli-error.ts';
import { printable } from '../terminal/printable.ts';
import { type NotedTask, taskName } from './noted-task.ts';

/**
 * Another service does not know a task, and bills the question all the same.
 *
 * @throws CliError when a task is of another service than the one that is asked
 */
export function checkService(tasks: readonly NotedTask[], { baseUrl }: Pick<DetectRegions, 'baseUrl'>): void {
  const stranger = tasks.find((task) => task.baseUrl !== undefined && task.baseUrl !== baseUrl);
  if (stranger === undefined) return;
  const own = printable(stranger.baseUrl ?? '');
  throw usageError(
    `the task of ${printable(taskName(stranger))} is with ${own}, and ${baseUrl} would be asked`,
    `Ask that service: --base-url ${own}`,
  );
}
