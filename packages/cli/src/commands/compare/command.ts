import { Command, InvalidArgumentError, Option } from 'commander';
import { levelFlag } from '../../flags/level-flag.ts';
import type { Level } from '../../region-files/region-page.ts';
import type { CommandContext } from '../command-context.ts';

/** How a comparison is printed. */
export type CompareFormat = 'table' | 'json';

/** The flags of `compare`, as commander gives them. */
export interface CompareFlags {
  readonly iou: number;
  readonly level?: Level;
  readonly format: CompareFormat;
  readonly minF1?: number;
  readonly picture?: string;
  readonly image?: string;
  readonly force?: boolean;
}

const examples = `
Figures:
  precision  the part of what was found that is in the truth
  recall     the part of the truth that was found
  F1         their harmonic mean
  area F1    the same by the area that regions cover, however they are cut

Examples:
  detect-regions compare result.json truth.page.xml
  detect-regions compare result.json truth.json --picture diff.png --image page.jpg
  detect-regions compare results/ truth/ --min-f1 0.9
  detect-regions detect scans/ --local -f json | detect-regions compare - truth.coco.json -f json`;

/** `compare`: how well two results agree, or a result and ground truth. */
export function compareCommand({ errorFormat, done }: CommandContext): Command {
  return new Command('compare')
    .summary('Compare a result with ground truth, or two results.')
    .description(
      'Compare a result with ground truth, or two results: files of regions in any format that convert reads, ' +
        'or folders of them. Several pages are matched by their names.',
    )
    .argument('<found>', 'The result; - is standard input.')
    .argument('<truth>', 'What it is judged by.')
    .optionsGroup('Comparison:')
    .option('--iou <part>', 'From which intersection over union on two regions are the same.', fraction, 0.5)
    .addOption(levelFlag())
    .option('--min-f1 <part>', 'Exit with 1 when the F1 of all pages is below.', fraction)
    .optionsGroup('Output:')
    .addOption(
      new Option('-f, --format <format>', 'What to print.').choices(['table', 'json']).default('table'),
    )
    .option(
      '--picture <path>',
      'Draw what was found, missed and extra: an .svg or .png file; for several pages a folder or a template as of detect --out.',
    )
    .option('--image <path>', 'The page beneath the picture: its image, or a folder of images.')
    .option('--force', 'Overwrite what exists.')
    .addHelpText('after', examples)
    .action(async (found: string, truth: string, flags: CompareFlags) => {
      const { compare } = await import('./run.ts');
      done(await compare(found, truth, flags, errorFormat()));
    });
}

function fraction(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('It must be a number above 0 and up to 1.');
  return value;
}
