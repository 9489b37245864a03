import type { Settings } from '@detect-regions/spec';
import { usageError } from '../report/cli-error.ts';
import type { Detector } from './detector.ts';

/** Which detector, and what holds for all of its images. */
export interface DetectorChoice {
  readonly local?: boolean;
  readonly baseUrl?: string;
  /** Seconds for one image. */
  readonly timeout?: number;
  readonly settings: Partial<Settings>;
}

/**
 * The detector that the flags ask for. What it is made of is imported only now.
 *
 * @throws CliError when the flags contradict each other; the SDK's error when there are no credentials
 */
export async function createDetector({
  local,
  baseUrl,
  timeout,
  settings,
}: DetectorChoice): Promise<Detector> {
  const deadline = timeout === undefined ? undefined : Math.round(timeout * 1000);
  if (local && baseUrl !== undefined) {
    throw usageError('--local and --base-url exclude each other', '--local asks no service at all.');
  }
  if (local) {
    const { localDetector } = await import('./local.ts');
    return await localDetector({ settings, deadline });
  }
  const { remoteDetector } = await import('./remote.ts');
  return await remoteDetector({ baseUrl, settings, deadline });
}
