import { Command, InvalidArgumentError, Option } from 'commander';
import type { DebugOptions } from './commands/debug.ts';
import type { DetectOptions } from './commands/detect.ts';
import { type ErrorFormat, errorFormats } from './error-format.ts';
import { type ExitCode, exitCodeHelp } from './exit-codes.ts';
import { formatNames, svgImages } from './formats/names.ts';
import { addServiceFlags, type ConfigTable, type ServiceOptions, serviceFlags } from './service-flags.ts';
import { flagTerm, longListsHelp, settingFlags, settingsFrom } from './setting-flags.ts';

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
    .configureHelp({
      showGlobalOptions: true,
      optionTerm: flagTerm,
      optionDescription: describeOption,
      styleTitle: bold,
      styleCommandText: bold,
    })
    .exitOverride()
    // Errors are printed in one place, in the format that was asked for.
    .configureOutput({ outputError() {} })
    .addOption(
      new Option('--error-format <format>', 'Errors for people, or one JSON object a line.')
        .choices(errorFormats)
        .default('text'),
    )
    .addHelpText(
      'after',
      () => `
Environment:
  DETECT_REGIONS_CLIENT_ID, DETECT_REGIONS_CLIENT_SECRET   credentials of the service
  DETECT_REGIONS_ACCESS_TOKEN                              or a token, instead of both
  DETECT_REGIONS_BASE_URL                                  address of the service
  NO_COLOR                                                 no colours, no progress line

${exitCodeHelp}`,
    );
  addDetect(program, done);
  addDebug(program, done);
  addServe(program, table, done);
  addWorker(program, table, done);
  addNewClient(program, done);
  return program;
}

function addDetect(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('detect')
    .summary('Find the regions of images.')
    .description('Find the regions of images. One image that fails does not stop the others.')
    .argument('<image...>', 'Files to read; - is standard input.')
    .optionsGroup('Where:')
    .option(
      '--base-url <url>',
      'Address of the service (default: DETECT_REGIONS_BASE_URL, or else the cloud).',
    )
    .option('--local', 'Detect in this process: no service, no credentials; nothing leaves the machine.')
    .option('--timeout <seconds>', 'How long one image may take.', positiveNumber)
    .optionsGroup('Output:')
    .addOption(
      new Option(
        '-f, --format <format>',
        'What to write. json is always an array; svg draws the regions on the image.',
      )
        .choices(formatNames)
        .default(undefined, 'by the ending of --out, or else table'),
    )
    .option('-o, --out <path>', 'Write to a file, or into a folder, where each image gets a file.')
    .option('--force', 'Overwrite what exists.')
    .addOption(
      new Option(
        '--svg-image <how>',
        'The page beneath an overlay: inside the file, by a link, or not at all.',
      )
        .choices(svgImages)
        .default('embed'),
    )
    .optionsGroup('Settings of the detection:');
  addSettings(command, examples);
  command.action(async (images: string[], options: Omit<DetectOptions, 'settings' | 'errorFormat'>) => {
    const { detect } = await import('./commands/detect.ts');
    done(
      await detect(images, {
        ...options,
        settings: settingsFrom({ ...options }),
        errorFormat: errorFormat(program),
      }),
    );
  });
}

function addDebug(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('debug')
    .summary('Draw how the regions of an image are found.')
    .description(
      'Draw how the regions of an image are found in this process: a numbered PNG file for each stage, and a ' +
        'line with its size, how much it found, and the time it took.',
    )
    .argument('<image>', 'File to read; - is standard input.')
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --out <folder>', 'Folder for the pictures.').default(
        undefined,
        "the image's name and -debug",
      ),
    )
    .option('--force', 'Overwrite what exists.')
    .optionsGroup('Settings of the detection:');
  addSettings(command, debugExamples);
  command.action(async (image: string, options: Omit<DebugOptions, 'settings' | 'errorFormat'>) => {
    const { debug } = await import('./commands/debug.ts');
    const settings = settingsFrom({ ...options });
    done(await debug(image, { ...options, settings, errorFormat: errorFormat(program) }));
  });
}

/** The flags of all settings; what is too long for their lines comes at the end of the help. */
function addSettings(command: Command, examples: string): void {
  for (const flag of settingFlags()) command.addOption(flag);
  command.addHelpText('after', () => {
    const help = command.createHelp();
    const width = process.stdout.columns ?? 80;
    return `\n${help.boxWrap(longListsHelp(), width)}\n${examples}`;
  });
}

function addServe(program: Command, table: ConfigTable, done: (code: ExitCode) => void): void {
  const command = program
    .command('serve')
    .summary('Run the service on this machine.')
    .description(
      'Run the service on this machine. The first line on standard output is its address; then, when no ' +
        'clients are given, credentials that were made up, as lines for a shell. The log goes to standard error.',
    );
  addServiceFlags(command, 'serve', table).action(async (options: ServiceOptions) => {
    const { serve } = await import('./commands/serve.ts');
    done(await serve(serviceFlags(command), options));
  });
}

function addWorker(program: Command, table: ConfigTable, done: (code: ExitCode) => void): void {
  const command = program
    .command('worker')
    .summary('Work for services on other machines.')
    .description(
      'Do the tasks of a queue that services on this machine or on others share. The log goes to standard error.',
    );
  addServiceFlags(command, 'worker', table).action(async (options: ServiceOptions) => {
    const { worker } = await import('./commands/worker.ts');
    done(await worker(serviceFlags(command), options));
  });
}

function addNewClient(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('new-client')
    .summary('Make up credentials for serve --clients.')
    .description(
      'Make up a secret for a client: the secret, and the entry with its hash for serve --clients.',
    )
    .argument('<id>', 'What the client is called.')
    .action(async (id: string) => {
      const { newClient } = await import('./commands/new-client.ts');
      done(await newClient(id));
    });
}

const examples = `
Examples:
  detect-regions detect page.png --local
  detect-regions detect page.png --local --format json | jq '.[0].regions'
  detect-regions detect scans/*.jpg --format svg --out overlays/
  detect-regions detect page.png --dsr-mode LineDetector --no-make-skew-correct`;

const debugExamples = `
Examples:
  detect-regions debug page.jpg
  detect-regions debug page.jpg --out stages/ --dsr-mode LineDetector`;

function errorFormat(program: Command): ErrorFormat {
  return program.opts<{ errorFormat: ErrorFormat }>().errorFormat;
}

/** As commander does it, in the words of the settings' descriptions. */
function describeOption({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const standard = defaultValueDescription ?? defaultValue;
  const notes = [argChoices?.join(', '), standard === undefined ? undefined : `default: ${standard}`];
  const known = notes.filter((note) => note !== undefined).join('; ');
  return known === '' ? description : `${description} (${known})`;
}

/** Commander takes this away again where the output has no colours. */
function bold(text: string): string {
  return `\u001b[1m${text}\u001b[22m`;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
