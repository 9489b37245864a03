import { Command, CommanderError, Option } from 'commander';
import type { CommandContext } from './commands/command-context.ts';
import { commandList } from './commands/list.ts';
import { helpStyle } from './help.ts';
import { type ErrorFormat, errorFormats } from './report/error-format.ts';
import { type ExitCode, exitCodeHelp, exitCodes } from './report/exit-codes.ts';

/** What the program is told when it is made. */
export interface ProgramOptions {
  readonly version: string;
  /** Whether a command is to have its arguments and flags; of the others, help knows what they do. */
  readonly isNeeded: (name: string) => boolean;
  /** Is told what to exit with, once a command has run. */
  readonly done: (code: ExitCode) => void;
}

/**
 * The commands and their flags. Only this and the commands that are needed are loaded to parse a command line or to print
 * help: each command imports what it works with when it runs.
 */
export async function createProgram({ version, isNeeded, done }: ProgramOptions): Promise<Command> {
  const errorFormat = (): ErrorFormat => program.opts<{ errorFormat: ErrorFormat }>().errorFormat;
  // Help for those who asked for nothing.
  const printForPeople = (text: string): void => {
    if (errorFormat() === 'text') process.stderr.write(text);
  };
  const program: Command = new Command('detect-regions')
    .usage('<command> [options]')
    .description('Find the text regions of page images, by the DetectRegions API or on this machine.')
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print help.')
    .helpCommand(false)
    .configureHelp(helpStyle)
    .exitOverride()
    // What was meant is told with the error, and knows all commands.
    .showSuggestionAfterError(false)
    // Errors are printed in one place, in the format that was asked for.
    .configureOutput({ outputError() {}, writeErr: printForPeople })
    .addOption(
      new Option('--error-format <format>', 'Errors for people, or one JSON object a line.')
        .choices(errorFormats)
        .default('text'),
    )
    .addHelpText('after', programHelp);
  const fullProgram = (): Promise<Command> => createProgram({ version, isNeeded: () => true, done });
  const context: CommandContext = { errorFormat, fullProgram, done };
  const commands = await Promise.all(
    commandList.map(async ({ name, group, summary, create }) => {
      const command = isNeeded(name) ? await create(context) : new Command(name);
      return command.summary(summary).helpGroup(group);
    }),
  );
  for (const command of [...commands, helpCommand(program, done)]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

/** `help detect`, as `detect --help`. Commander's own would print the list of commands for one that there is not. */
function helpCommand(program: Command, done: (code: ExitCode) => void): Command {
  return new Command('help')
    .summary('Print help for a command.')
    .description('Print help for a command.')
    .argument('[command]', 'The command.')
    .helpGroup('Set up:')
    .action((name: string | undefined) => {
      const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
      if (command === undefined) {
        throw new CommanderError(exitCodes.usage, 'commander.unknownCommand', `unknown command '${name}'`);
      }
      command.outputHelp();
      done(exitCodes.ok);
    });
}

const programHelp = `
Examples:
  detect-regions detect page.png --local          no service, no credentials
  detect-regions detect scans/ --format svg --out overlays/
  detect-regions detect --help                    all flags of a command

Environment:
  DETECT_REGIONS_CLIENT_ID       credentials of the service
  DETECT_REGIONS_CLIENT_SECRET
  DETECT_REGIONS_ACCESS_TOKEN    or a token, instead of both
  DETECT_REGIONS_PROFILE         or the profile that login has stored
  DETECT_REGIONS_BASE_URL        address of the service
  NO_COLOR                       no colours, no progress line

${exitCodeHelp}`;
