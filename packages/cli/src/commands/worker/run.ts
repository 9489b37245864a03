import { once } from 'node:events';
import type { Flags } from '@detect-regions/server/config';
import type { ServiceOptions } from '../../flags/service-flags.ts';
import { usageError } from '../../report/cli-error.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { asCliError, configure, openLog, printConfig } from '../../service/service-config.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';

/**
 * Works on the tasks of a shared queue until a signal ends it, which is no failure.
 *
 * @throws CliError for flags that are missing or wrong, or a queue that can't be reached
 */
export async function worker(flags: Flags, options: ServiceOptions): Promise<ExitCode> {
  const config = await configure('worker', flags);
  if (options.printConfig) return printConfig(config);
  const { queue, images, concurrency, limits, metrics } = config.options;
  if (queue === undefined || images === undefined) {
    throw usageError(
      'a worker needs --queue and --images (or DETECT_REGIONS_SERVER_QUEUE and DETECT_REGIONS_SERVER_IMAGES)',
      'Both are those of the servers whose tasks it does.',
    );
  }
  using interrupt = listenForInterrupt();
  const stopped = once(interrupt.signal, 'abort');
  const { startQueueWorker } = await import('@detect-regions/server');
  const log = await openLog(config);
  try {
    await using _worker = await startQueueWorker({ queue, images, concurrency, limits, metrics, log });
    await stopped;
  } catch (error) {
    throw await asCliError(error);
  }
  return exitCodes.ok;
}
