import { existsSync } from 'node:fs';
import type { Task } from '@detect-regions/sdk';
import { openClient } from '../../detectors/client.ts';
import type { Detection, DetectorOptions } from '../../detectors/detector.ts';
import type { ClientFlags } from '../../flags/detector-flags.ts';
import type { OutputFlags } from '../../flags/output-flags.ts';
import type { VerboseFlag } from '../../flags/task-flags.ts';
import { createFormat } from '../../formats/create.ts';
import { formatOfFile } from '../../formats/of-file.ts';
import { type ImageFile, imageFile } from '../../input/image-file.ts';
import { type PlannedImage, planOutput } from '../../output/output-plan.ts';
import type { PageSource } from '../../pages/page-source.ts';
import { writePages } from '../../pages/write-pages.ts';
import type { ErrorFormat } from '../../report/error-format.ts';
import type { ExitCode } from '../../report/exit-codes.ts';
import { createCallLog } from '../../tasks/call-log.ts';
import { checkService } from '../../tasks/check-service.ts';
import { taskOf } from '../../tasks/each-task.ts';
import { endedBadly } from '../../tasks/ended-badly.ts';
import { type NotedTask, outputPath, taskName } from '../../tasks/noted-task.ts';
import { readTasks } from '../../tasks/read-tasks.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';

/** What `wait` was told. */
export interface WaitOptions extends ClientFlags, OutputFlags, VerboseFlag {
  readonly errorFormat: ErrorFormat;
}

/** How many tasks are waited for at a time. Those behind them are likely done by their turn, and then cost one call each. */
const CONCURRENCY = 4;

/**
 * Waits for tasks and writes their regions, in the order of the tasks. After Ctrl-C the tasks go on.
 *
 * @throws CliError for a wrong command line, before anything is sent or written
 */
export async function wait(args: readonly string[], options: WaitOptions): Promise<ExitCode> {
  const { out, force = false, errorFormat, verbose } = options;
  const format = createFormat(options.format ?? formatOfFile(out), options.svgImage);
  const pages = (await readTasks(args)).map((noted) => ({ noted, image: imageOf(noted) }));
  const plan = planOutput(pages.map(plannedImage), format, { out, force });
  const log = createCallLog(verbose, errorFormat);
  const { client } = await openClient(options, { onEvent: log.onEvent });
  checkService(
    pages.map(({ noted }) => noted),
    client,
  );
  using interrupt = listenForInterrupt();
  const sources = pages.map(
    ({ noted, image }): PageSource => ({
      name: taskName(noted),
      image,
      detect: (how) => regionsOf(taskOf(client, noted), how),
    }),
  );
  const code = await writePages(sources, {
    format,
    plan,
    force,
    concurrency: CONCURRENCY,
    errorFormat,
    interrupt,
    failures: [],
    interrupted: 'interrupted: the tasks go on, and can be waited for again',
  });
  log.sum(client);
  return code;
}

async function regionsOf(task: Task, { signal, onProgress }: DetectorOptions): Promise<Detection> {
  onProgress('waiting');
  const outcome = await task.wait({ signal, onProgress: ({ status }) => onProgress(status) });
  if (outcome.status !== 'completed') throw endedBadly(outcome);
  const { width, height, regions } = outcome;
  return { width: width ?? null, height: height ?? null, regions };
}

/** The image that was submitted, where it still is: formats may draw on it. */
function imageOf({ input }: NotedTask): ImageFile | undefined {
  return input !== undefined && input !== '-' && existsSync(input) ? imageFile(input) : undefined;
}

function plannedImage({ noted, image }: { noted: NotedTask; image: ImageFile | undefined }): PlannedImage {
  const { path } = image ?? {};
  return { name: taskName(noted), ...(path === undefined ? {} : { path }), relative: outputPath(noted) };
}
