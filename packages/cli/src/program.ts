import { Command, Option } from 'commander';
import type { CommandContext } from './commands/command-context.ts';
import { debugCommand } from './commands/debug/command.ts';
import { detectCommand } from './commands/detect/command.ts';
import { newClientCommand } from './commands/new-client/command.ts';
import { serveCommand } from './commands/serve/command.ts';
import { workerCommand } from './commands/worker/command.ts';
import type { ConfigTable } from './flags/service-flags.ts';
import { helpStyle } from './help.ts';
import { type ErrorFormat, errorFormats } from './report/error-format.ts';
import { type ExitCode, exitCodeHelp } from './report/exit-codes.ts';

/** The commands, the most important first, as help lists them. */
const commands: readonly ((context: CommandContext) => Command)[] = [
  detectCommand,
  serveCommand,
  workerCommand,
  debugCommand,
  newClientCommand,
];

/**
 * The commands and their flags. Only this is loaded to parse a command line or to print help: each command
 * imports what it needs when it runs.
 *
 * @param table - what can be configured of the service
 * @param done - is told what to exit with, once a command has run
 */
export function createProgram(version: string, table: ConfigTable, done: (code: ExitCode) => void): Command {
  const program = new Command('detect-regions')
    .description('Find the text regions of page images, by the DetectRegions API or on this machine.')
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print help.')
    .helpCommand('help [command]', 'Print help for a command.')
    .configureHelp(helpStyle)
    .exitOverride()
    // Errors are printed in one place, in the format that was asked for.
    .configureOutput({ outputError() {} })
    .addOption(
      new Option('--error-format <format>', 'Errors for people, or one JSON object a line.')
        .choices(errorFormats)
        .default('text'),
    )
    .addHelpText('after', environmentHelp);
  const errorFormat = (): ErrorFormat => program.opts<{ errorFormat: ErrorFormat }>().errorFormat;
  for (const create of commands) {
    program.addCommand(create({ table, errorFormat, done }).copyInheritedSettings(program));
  }
  return program;
}

const environmentHelp = `
Environment:
  DETECT_REGIONS_CLIENT_ID, DETECT_REGIONS_CLIENT_SECRET   credentials of the service
  DETECT_REGIONS_ACCESS_TOKEN                              or a token, instead of both
  DETECT_REGIONS_BASE_URL                                  address of the service
  NO_COLOR                                                 no colours, no progress line

${exitCodeHelp}`;
