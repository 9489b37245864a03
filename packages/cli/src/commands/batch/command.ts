import { Command, InvalidArgumentError, Option } from 'commander';
import { addDetectorFlags, type DetectorFlags } from '../../flags/detector-flags.ts';
import { addInputFlags, type InputFlags, imagesHelp } from '../../flags/input-flags.ts';
import { addOutputFlags, type OutputFlags } from '../../flags/output-flags.ts';
import { positiveNumber } from '../../flags/positive-number.ts';
import { addSettingFlags, settingsFrom } from '../../flags/setting-flags.ts';
import type { CommandContext } from '../command-context.ts';
import type { Prices } from './prices.ts';
import { price, priceByOperation } from './prices.ts';

/** When an image is sent again. */
export const resubmits = ['never', 'if-unsent', 'in-doubt'] as const;

/** The flags of `batch` alone, as commander gives them. */
export interface BatchFlags {
  readonly concurrency?: number;
  readonly journal?: string;
  readonly maxCalls?: number;
  /** Seconds. */
  readonly pollPrice?: number;
  readonly resubmit: (typeof resubmits)[number];
  readonly retryFailed?: boolean;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly pricePerCall?: number;
  readonly price?: Prices['byOperation'];
  readonly currency: string;
  readonly status?: boolean;
  readonly failed?: boolean;
  readonly inDoubt?: boolean;
}

const examples = `
Examples:
  detect-regions batch scans/ --out results/
  detect-regions batch "scans/**/*.tif" --out "results/{dir}/{name}.{ext}" --format alto
  detect-regions batch scans/ --out pages.jsonl --max-calls 5000
  detect-regions batch scans/ --out results/ --dry-run --price-per-call 0.002 --currency EUR
  detect-regions batch --journal results/detect-regions.journal --retry-failed
  detect-regions batch --journal results/detect-regions.journal --status --in-doubt

Run the same command again to go on after Ctrl-C, a crash or a budget:
nothing is paid for twice.`;

/** `batch`: any number of images, with a journal to go on from. */
export function batchCommand({ errorFormat, done }: CommandContext): Command {
  const command = new Command('batch')
    .description(
      'Find the regions of up to a million images. A journal notes what has been sent and what is done, so that the ' +
        'same command goes on after Ctrl-C or a crash. One image that fails does not stop the others.',
    )
    .argument('[image...]', `${imagesHelp} Without any: those of the journal.`);
  addInputFlags(command);
  addDetectorFlags(command);
  addOutputFlags(command);
  // A table is for eyes, and there are too many pages for those.
  command.options
    .find(({ long }) => long === '--format')
    ?.default(undefined, 'by the ending of --out, or json');
  command
    .optionsGroup('Batch:')
    .option(
      '-c, --concurrency <number>',
      'Images in work at a time (default: 8; with --local: 1).',
      wholeNumber,
    )
    .option('--journal <file>', 'The journal (default: detect-regions.journal in the --out folder).')
    .option(
      '--max-calls <number>',
      'Billed calls of all runs together: it ends before there are more.',
      wholeNumber,
    )
    .option(
      '--poll-price <seconds>',
      'Waiting that one poll is worth: more costs fewer calls, and takes longer (default: 1; on this machine: 0.15).',
      positiveNumber,
    )
    .addOption(
      new Option(
        '--resubmit <when>',
        'When an image is sent again: not even when it surely never arrived; then; or also when it may have been accepted, and billed, before.',
      )
        .choices(resubmits)
        .default('if-unsent'),
    )
    .option('--retry-failed', 'Do those that failed, and nothing else.')
    .option('-q, --quiet', 'Show no progress.')
    .optionsGroup('Bill:')
    .option('--dry-run', 'Count images and calls and show the bill; send and write nothing.')
    .option('--price-per-call <amount>', 'What a billed call costs.', price)
    .option(
      '--price <operation=amount>',
      'What a submit, result, status or cancel costs; may be repeated.',
      priceByOperation,
    )
    .addOption(new Option('--currency <name>', 'What stands behind amounts.').default('', 'nothing'))
    .optionsGroup('Look:')
    .option('--status', 'Tell how the batch of the journal stands, also while it runs; do nothing.')
    .option('--failed', 'With --status: list the images that failed.')
    .option('--in-doubt', 'With --status: list the images that may have been accepted, and billed.');
  addSettingFlags(command).addHelpText('after', examples);
  return command.action(
    async (images: string[], flags: InputFlags & DetectorFlags & OutputFlags & BatchFlags) => {
      const { batch } = await import('./run.ts');
      const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
      const settings = settingsFrom({ ...flags });
      done(await batch(images, { ...flags, settings, isGiven, errorFormat: errorFormat() }));
    },
  );
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!(Number.isSafeInteger(value) && value >= 1)) {
    throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  }
  return value;
}
