import { findCredentials, noCredentials } from '../../credentials/find-credentials.ts';
import { openClient } from '../../detectors/client.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Submissions } from '../../journal/submissions.ts';
import { usageError } from '../../report/cli-error.ts';
import { type Beginning, LOCAL } from './beginning.ts';
import type { CallBudget } from './call-budget.ts';
import { gatedFetch } from './call-gate.ts';
import type { Calls } from './calls.ts';
import { localWorker } from './local-worker.ts';
import type { BatchOptions } from './options.ts';
import { pollPriceOf } from './poll-price.ts';
import { remoteWorker } from './remote-worker.ts';
import type { Stopping } from './stopping.ts';
import type { Worker } from './workers.ts';

/** How many images a service is given at a time: what the SDK's batch has. */
const REMOTE_CONCURRENCY = 8;
/** How many images are in work in this process at a time: the engine has all processors for one. */
const LOCAL_CONCURRENCY = 1;

/**
 * Looks for the credentials of a service, before a journal is made.
 *
 * @throws CliError when there are none
 */
export async function checkCredentials(
  { service }: Pick<Beginning, 'service'>,
  { baseUrl, profile }: Pick<BatchOptions, 'baseUrl' | 'profile'>,
): Promise<void> {
  if (service === LOCAL) return;
  const { credentials } = await findCredentials({ baseUrl, profile });
  if (credentials === undefined) throw noCredentials();
}

/** What a worker is made of. */
export interface OpenWorkerOptions {
  readonly journal: Journal;
  readonly beginning: Beginning;
  readonly options: BatchOptions;
  readonly submissions: Submissions;
  readonly calls: Calls;
  readonly budget: CallBudget;
  readonly stopping: Stopping;
}

/**
 * The worker that a batch was begun with. Sends nothing yet.
 *
 * @throws CliError when there are no credentials, or they are for another service
 */
export async function openWorker(made: OpenWorkerOptions): Promise<Worker> {
  const { journal, beginning, options, submissions, calls, budget, stopping } = made;
  const { concurrency, timeout, baseUrl, profile, resubmit, maxCalls, pollPrice } = options;
  const { settings, service } = beginning;
  if (service === LOCAL) {
    const choice = { local: true, settings, ...(timeout !== undefined && { timeout }) };
    return localWorker(journal, choice, concurrency ?? LOCAL_CONCURRENCY);
  }
  const fetch = gatedFetch({
    budget,
    count: async (operation) => {
      const counted = calls.count(operation);
      // A limit must hold through a crash, so a call is counted on the disk before it is made.
      if (maxCalls !== undefined) await counted;
    },
    refused: () => stopping.stop('budget'),
    current: () => submissions.current,
  });
  const { client, where } = await openClient({ baseUrl, profile, timeout }, { store: submissions, fetch });
  if (where.baseUrl !== service) {
    // Never taken from the journal: it would send the credentials wherever a file says.
    throw usageError(
      `the batch was begun with the service ${service}, and this is ${where.baseUrl}`,
      `To go on with it: --base-url ${service}`,
    );
  }
  return remoteWorker(client, submissions, {
    concurrency: concurrency ?? REMOTE_CONCURRENCY,
    settings,
    resubmit: resubmit === 'in-doubt' ? 'if-unsent' : resubmit,
    pollPrice: pollPriceOf(service, pollPrice),
  });
}
