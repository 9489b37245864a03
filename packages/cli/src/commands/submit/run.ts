import type { Settings } from '@detect-regions/spec';
import pMap from 'p-map';
import { openClient } from '../../detectors/client.ts';
import type { ClientFlags } from '../../flags/detector-flags.ts';
import type { InputFlags } from '../../flags/input-flags.ts';
import type { TaskListFlags } from '../../flags/task-flags.ts';
import { discoverImages, type FoundImage } from '../../input/discover.ts';
import { openImage } from '../../input/image-file.ts';
import type { ErrorFormat } from '../../report/error-format.ts';
import { type ErrorReport, printReport, reportOf } from '../../report/error-report.ts';
import { exitCodeOf } from '../../report/exit-code-of.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { createCallLog } from '../../tasks/call-log.ts';
import type { NotedTask } from '../../tasks/noted-task.ts';
import { openTaskList, type TaskRow } from '../../tasks/task-list.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { printable } from '../../terminal/printable.ts';
import { startProgress } from '../../terminal/progress.ts';

/** What `submit` was told. */
export interface SubmitOptions extends InputFlags, ClientFlags, TaskListFlags {
  readonly settings: Partial<Settings>;
  readonly errorFormat: ErrorFormat;
}

/** How many images are sent at a time. */
const CONCURRENCY = 4;

/**
 * Submits images and prints the task of each as soon as there is one. An image that fails is reported and does not
 * stop the others; refused credentials do. After Ctrl-C no more are begun, and those under way end: what has been
 * paid for has an id.
 *
 * @throws CliError for a wrong command line, before anything is sent
 */
export async function submit(names: readonly string[], options: SubmitOptions): Promise<ExitCode> {
  const { errorFormat, recursive, allowUrls = false, settings, verbose, format } = options;
  const failures: ErrorReport[] = [];
  const fail = (report: ErrorReport): void => {
    failures.push(report);
    progress.erase();
    printReport(report, errorFormat);
  };
  const images = discoverImages(names, {
    recursive,
    urls: allowUrls,
    onUnreadable: (_name, error) => fail(reportOf(error)),
  });
  const log = createCallLog(verbose, errorFormat);
  const { client } = await openClient(options, { onEvent: log.onEvent });
  using interrupt = listenForInterrupt();
  const { signal } = interrupt;
  if (names.includes('-')) signal.addEventListener('abort', () => process.stdin.destroy());
  process.stdout.once('error', interrupt.stop);
  using progress = startProgress(1);
  const list = openTaskList(format);
  let total = 0;

  const submitOne = async (found: FoundImage): Promise<void> => {
    if (signal.aborted) return;
    total += 1;
    const { name, relative } = found;
    progress.show(name, 'sending');
    try {
      const source = await openImage(found).source();
      const task = await client.submit(source, { settings });
      progress.erase();
      list.add(rowOf({ ...task.toJSON(), input: name, relative, baseUrl: client.baseUrl }));
    } catch (error) {
      const report = reportOf(error, name);
      fail(report);
      // They would be refused for each.
      if (report.exitCode === exitCodes.credentials) interrupt.stop();
    } finally {
      progress.show(name, undefined);
    }
  };
  await pMap(images, submitOne, { concurrency: CONCURRENCY });
  progress.erase();
  list.end();
  tellDoubts(failures, errorFormat);
  log.sum(client);
  const code = interrupt.exitCode();
  if (code === undefined) return exitCodeOf(failures, total);
  printReport({ code: 'interrupted', message: 'interrupted', exitCode: code }, errorFormat);
  return code;
}

function rowOf(task: NotedTask): TaskRow {
  const { id, input = '', width, height } = task;
  const size = width === undefined || height === undefined ? '' : `${width} × ${height} px`;
  return { cells: [id, printable(input), size], facts: { ...task } };
}

/** At the end, where it is not overlooked. */
function tellDoubts(failures: readonly ErrorReport[], format: ErrorFormat): void {
  const doubts = failures.filter(({ maybeSent }) => maybeSent);
  if (doubts.length === 0 || format === 'json') return;
  const names = doubts.map(({ input = '' }) => `  ${printable(input)}\n`).join('');
  process.stderr.write(
    `In doubt: sent, perhaps accepted and billed, and no answer came. To submit them again may be to pay twice.\n${names}`,
  );
}
