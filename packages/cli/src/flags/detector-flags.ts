import type { Command } from 'commander';
import { positiveNumber } from './positive-number.ts';

/** The flags that say where a service is, and who asks it, as commander gives them. */
export interface AddressFlags {
  readonly baseUrl?: string;
  readonly profile?: string;
}

/** The flags that say which service is asked, as commander gives them. */
export interface ClientFlags extends AddressFlags {
  /** Seconds. */
  readonly timeout?: number;
}

/** The flags that say who detects, as commander gives them. */
export interface DetectorFlags extends ClientFlags {
  readonly local?: boolean;
}

/** Adds the flags that say who detects. */
export function addDetectorFlags(command: Command): Command {
  return addAddressFlags(command)
    .option('--local', 'Detect in this process: no service, no credentials; nothing leaves the machine.')
    .option('--timeout <seconds>', 'How long one image may take.', positiveNumber);
}

/** Adds the flags that say which service is asked, and for how long: about what, in the help of `--timeout`. */
export function addClientFlags(command: Command, about: 'image' | 'task'): Command {
  return addAddressFlags(command).option(
    '--timeout <seconds>',
    `How long one ${about} may take.`,
    positiveNumber,
  );
}

/** Adds the flags that say where a service is, and who asks it. */
export function addAddressFlags(command: Command): Command {
  return command
    .optionsGroup('Where:')
    .option(
      '--base-url <url>',
      "Address of the service (default: DETECT_REGIONS_BASE_URL, or the profile's, or else the cloud).",
    )
    .option(
      '--profile <name>',
      'Credentials that login has stored (default: DETECT_REGIONS_PROFILE, or default).',
    );
}
