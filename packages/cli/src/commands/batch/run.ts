import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openDatabase } from '../../journal/database.ts';
import { Journal } from '../../journal/journal.ts';
import { shownPath } from '../../output/output-plan.ts';
import { usageError } from '../../report/cli-error.ts';
import type { ExitCode } from '../../report/exit-codes.ts';
import { type Beginning, beginningOf, checkSame, LOCAL, outPath, withDefaults } from './beginning.ts';
import type { BatchOptions } from './options.ts';
import { destinationOf, usualFormat, usualJournal } from './output-names.ts';

/**
 * Works through a batch, or tells how it stands.
 *
 * @throws CliError for a wrong command line, before anything is sent or written
 */
export async function batch(inputs: readonly string[], options: BatchOptions): Promise<ExitCode> {
  checkFlags(inputs, options);
  const path = journalPath(options);
  // An empty one is what a process left that came to its end at once.
  const isThere = ((await stat(path).catch(() => undefined))?.size ?? 0) > 0;
  const known = isThere ? readBeginning(path) : undefined;
  if (options.status) {
    if (known === undefined) throw noJournal(path);
    const { showStatus } = await import('./show-status.ts');
    return showStatus(path, options);
  }
  if (known === undefined && inputs.length === 0) throw noJournal(path);
  if (known !== undefined) checkSame(known, await givenIn(inputs, options), shownPath(path));
  const beginning = known ?? (await beginningFrom(inputs, options));
  if (options.dryRun) {
    const { dryRun } = await import('./dry-run.ts');
    return await dryRun(path, known !== undefined, beginning, options);
  }
  const { runBatch } = await import('./run-batch.ts');
  return await runBatch(path, beginning, inputs.length > 0, options);
}

function checkFlags(inputs: readonly string[], options: BatchOptions): void {
  const { status, failed, inDoubt, dryRun, retryFailed, format, local, out, journal } = options;
  if (inputs.includes('-')) {
    throw usageError(
      'batch reads no standard input (-): it could not be read again to go on',
      'For a single image: detect-regions detect -',
    );
  }
  if (out === undefined && journal === undefined) {
    throw usageError(
      inputs.length === 0 ? 'no images, and no --journal to go on with' : '--out is missing',
      'For example: detect-regions batch scans/ --out results/',
    );
  }
  const exclusive = Object.entries({ status, dryRun, retryFailed }).filter(([, isSet]) => isSet);
  if (exclusive.length > 1) {
    throw usageError('--status, --dry-run and --retry-failed exclude each other');
  }
  if ((failed || inDoubt) && !status) throw usageError('--failed and --in-doubt belong to --status');
  if (status && format !== undefined && format !== 'json' && format !== 'table') {
    throw usageError('--status has --format table or json');
  }
  if (local && (options.baseUrl !== undefined || options.profile !== undefined)) {
    throw usageError(
      '--local and --base-url or --profile exclude each other',
      '--local asks no service at all.',
    );
  }
}

function journalPath({ journal, out, format }: BatchOptions): string {
  if (journal !== undefined) return resolve(journal);
  const path = outPath(out ?? '');
  return usualJournal(destinationOf(path, format ?? usualFormat(path)));
}

function noJournal(path: string): Error {
  return usageError(
    `there is no journal ${shownPath(path)}`,
    'Name the one to go on with (--journal FILE), or the images to begin with.',
  );
}

/** What a batch was begun with; `undefined` for a journal that came to its end before it was noted. */
function readBeginning(path: string): Beginning | undefined {
  using journal = new Journal(openDatabase(path, 'read'));
  return beginningOf(journal);
}

/** What the command line says, where it says something. */
async function givenIn(inputs: readonly string[], options: BatchOptions): Promise<Partial<Beginning>> {
  const { isGiven, out, format, svgImage, recursive, allowUrls, settings } = options;
  const namesService =
    inputs.length > 0 || options.local || options.baseUrl !== undefined || options.profile !== undefined;
  return {
    ...(inputs.length > 0 && {
      inputs,
      folder: process.cwd(),
      recursive,
      allowUrls: allowUrls ?? false,
      settings: withDefaults(settings),
    }),
    ...(Object.keys(settings).length > 0 && { settings: withDefaults(settings) }),
    ...(out !== undefined && { out: outPath(out) }),
    ...(format !== undefined && !options.status && { format }),
    ...(isGiven('svgImage') && { svgImage }),
    ...(namesService && { service: await serviceOf(options) }),
  };
}

async function beginningFrom(inputs: readonly string[], options: BatchOptions): Promise<Beginning> {
  const { out, format, svgImage, recursive, allowUrls, settings } = options;
  if (out === undefined) throw usageError('--out is missing', 'For example: --out results/');
  const path = outPath(out);
  return {
    inputs,
    folder: process.cwd(),
    recursive,
    allowUrls: allowUrls ?? false,
    out: path,
    format: format ?? usualFormat(path),
    svgImage,
    service: await serviceOf(options),
    settings: withDefaults(settings),
  };
}

/** The service that the flags, the environment and the profiles choose; credentials need not be there. */
async function serviceOf({ local, baseUrl, profile }: BatchOptions): Promise<string> {
  if (local) return LOCAL;
  const { findCredentials } = await import('../../credentials/find-credentials.ts');
  return withoutSlash((await findCredentials({ baseUrl, profile })).baseUrl);
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
