import type { DetectRegions, Task } from '@detect-regions/sdk';
import { pMapIterable } from 'p-map';
import { openClient } from '../detectors/client.ts';
import type { ClientFlags } from '../flags/detector-flags.ts';
import type { TaskListFlags } from '../flags/task-flags.ts';
import type { ErrorFormat } from '../report/error-format.ts';
import { type ErrorReport, printReport, reportOf } from '../report/error-report.ts';
import { exitCodeOf } from '../report/exit-code-of.ts';
import { type ExitCode, exitCodes } from '../report/exit-codes.ts';
import { listenForInterrupt } from '../terminal/interrupt.ts';
import { createCallLog } from './call-log.ts';
import { checkService } from './check-service.ts';
import { type NotedTask, taskName } from './noted-task.ts';
import { readTasks } from './read-tasks.ts';
import { openTaskList, type TaskRow } from './task-list.ts';

/** What a command that lists tasks was told. */
export interface TaskListOptions extends ClientFlags, TaskListFlags {
  readonly errorFormat: ErrorFormat;
}

/** What became of one task: its line in the list, and what failed of it. */
export interface TaskAnswer {
  readonly row: TaskRow;
  readonly failure?: ErrorReport;
}

/** How many tasks are asked for at a time. */
const CONCURRENCY = 8;

/**
 * Makes one call for each task, and lists what came of it in the order of the tasks. A call that fails is reported and
 * does not stop the others; refused credentials do.
 *
 * @throws CliError for a wrong command line, before anything is sent
 */
export async function eachTask(
  args: readonly string[],
  options: TaskListOptions,
  ask: (task: Task, noted: NotedTask, signal: AbortSignal) => Promise<TaskAnswer>,
): Promise<ExitCode> {
  const { errorFormat, verbose, format } = options;
  const tasks = await readTasks(args);
  const log = createCallLog(verbose, errorFormat);
  const { client } = await openClient(options, { onEvent: log.onEvent });
  checkService(tasks, client);
  using interrupt = listenForInterrupt();
  const { signal } = interrupt;
  process.stdout.once('error', interrupt.stop);
  const list = openTaskList(format);
  const failures: ErrorReport[] = [];

  const askOne = async (noted: NotedTask): Promise<TaskAnswer | ErrorReport> => {
    try {
      signal.throwIfAborted();
      return await ask(taskOf(client, noted), noted, signal);
    } catch (error) {
      return { taskId: noted.id, ...reportOf(error, taskName(noted)) };
    }
  };
  for await (const answer of pMapIterable(tasks, askOne, { concurrency: CONCURRENCY })) {
    if (signal.aborted) break;
    if ('row' in answer) list.add(answer.row);
    else printReport(answer, errorFormat);
    const failure = 'row' in answer ? answer.failure : answer;
    if (failure !== undefined) failures.push(failure);
    if (failure?.exitCode === exitCodes.credentials) break;
  }
  interrupt.stop();
  list.end();
  log.sum(client);
  const code = interrupt.exitCode();
  if (code === undefined) return exitCodeOf(failures, tasks.length);
  printReport({ code: 'interrupted', message: 'interrupted', exitCode: code }, errorFormat);
  return code;
}

/** The task, to be asked for by a client. */
export function taskOf(client: DetectRegions, { input, relative, baseUrl, ...task }: NotedTask): Task {
  return client.task(task);
}
