import type { Command } from 'commander';
import { positiveNumber } from './positive-number.ts';

/** The flags that say who detects, as commander gives them. */
export interface DetectorFlags {
  readonly baseUrl?: string;
  readonly local?: boolean;
  /** Seconds. */
  readonly timeout?: number;
}

/** Adds the flags that say who detects. */
export function addDetectorFlags(command: Command): Command {
  return command
    .optionsGroup('Where:')
    .option(
      '--base-url <url>',
      'Address of the service (default: DETECT_REGIONS_BASE_URL, or else the cloud).',
    )
    .option('--local', 'Detect in this process: no service, no credentials; nothing leaves the machine.')
    .option('--timeout <seconds>', 'How long one image may take.', positiveNumber);
}
