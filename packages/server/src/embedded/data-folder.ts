import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ServerError } from '../errors.ts';

/**
 * Makes the data folder, for this user alone, when it isn't there.
 *
 * @returns its absolute path
 * @throws ServerError `data-unusable`
 */
export async function makeDataFolder(path: string): Promise<string> {
  const folder = resolve(path);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw dataUnusable(`The data folder ${folder} can't be made`, 'choose another with data', cause);
  }
  return folder;
}

/**
 * What is wrong with the data folder, as `startServer` tells it.
 *
 * @param advice - what to do, as half a sentence
 */
export function dataUnusable(wrong: string, advice: string, cause?: unknown): ServerError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  return new ServerError('data-unusable', `${wrong}${reason}: ${advice}.`, { cause });
}
