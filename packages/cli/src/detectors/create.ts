import type { Settings } from '@detect-regions/spec';
import { usageError } from '../report/cli-error.ts';
import type { Detector } from './detector.ts';

/** Which detector, and what holds for all of its images. */
export interface DetectorChoice {
  readonly local?: boolean;
  readonly baseUrl?: string;
  readonly profile?: string;
  /** Seconds for one image. */
  readonly timeout?: number;
  readonly settings: Partial<Settings>;
}

/**
 * The detector that the flags ask for. What it is made of is imported only now.
 *
 * @throws CliError when the flags contradict each other, or there are no credentials
 */
export async function createDetector({
  local,
  baseUrl,
  profile,
  timeout,
  settings,
}: DetectorChoice): Promise<Detector> {
  for (const [flag, value] of Object.entries({ '--base-url': baseUrl, '--profile': profile })) {
    if (local && value !== undefined) {
      throw usageError(`--local and ${flag} exclude each other`, '--local asks no service at all.');
    }
  }
  if (local) {
    const deadline = timeout === undefined ? undefined : Math.round(timeout * 1000);
    const { localDetector } = await import('./local.ts');
    return await localDetector({ settings, deadline });
  }
  const { remoteDetector } = await import('./remote.ts');
  return await remoteDetector({ baseUrl, profile, timeout, settings });
}
