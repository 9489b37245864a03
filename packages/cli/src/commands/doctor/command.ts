import { Command, Option } from 'commander';
import { type AddressFlags, addAddressFlags } from '../../flags/detector-flags.ts';
import type { CommandContext } from '../command-context.ts';

const examples = `
Examples:
  detect-regions doctor
  detect-regions doctor --profile work --format json`;

/** How the findings are written. */
const doctorFormats = ['text', 'json'] as const;

/** The flags of `doctor`, as commander gives them. */
export interface DoctorFlags extends AddressFlags {
  readonly format: (typeof doctorFormats)[number];
  readonly queue?: string;
  /** False for `--no-engine`. */
  readonly engine: boolean;
}

/** `doctor`: what is wrong here, and how to mend it. */
export function doctorCommand({ done }: CommandContext): Command {
  const command = new Command('doctor').description(
    'Check Node, credentials, the way to the service, the clock, the engine, folders and Redis, and say how to mend ' +
      'what is wrong. Asks the service for a token, which is not billed, and for nothing else. The exit code is that ' +
      'of the worst: 3 credentials, 4 network, 1 anything else.',
  );
  return addAddressFlags(command)
    .optionsGroup('Checks:')
    .option(
      '--no-engine',
      'Leave the engine out: it takes seconds, and those who use a service do without it.',
    )
    .option(
      '--queue <url>',
      'Redis to check (default: DETECT_REGIONS_SERVER_QUEUE; without it, none is checked).',
    )
    .optionsGroup('Output:')
    .addOption(
      new Option('-f, --format <format>', 'Lines for people, or one JSON object.')
        .choices(doctorFormats)
        .default('text'),
    )
    .addHelpText('after', examples)
    .action(async (flags: DoctorFlags) => {
      const { doctor } = await import('./run.ts');
      done(await doctor(flags));
    });
}
