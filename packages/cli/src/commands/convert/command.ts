import { Command } from 'commander';
import { levelFlag } from '../../flags/level-flag.ts';
import { addOutputFlags, type OutputFlags } from '../../flags/output-flags.ts';
import type { Level } from '../../region-files/region-page.ts';
import type { CommandContext } from '../command-context.ts';

/** The flags of `convert`, as commander gives them. */
export interface ConvertFlags extends OutputFlags {
  readonly image?: string;
  readonly level?: Level;
}

const examples = `
Examples:
  detect-regions convert result.json --format alto --out page.alto.xml
  detect-regions convert results/ --format coco --out data.coco.json
  detect-regions convert page.xml --format svg --image page.jpg > page.svg
  detect-regions detect scans/ --format json | detect-regions convert - --format csv`;

/** `convert`: regions from one format into another. */
export function convertCommand({ errorFormat, done }: CommandContext): Command {
  const command = new Command('convert')
    .summary('Convert regions between formats.')
    .description(
      'Convert regions between formats. Reads the JSON and JSON lines of detect, COCO, ALTO and PAGE-XML, ' +
        'told by their content.',
    )
    .argument('<file...>', 'Files of regions, or folders of them; - is standard input.')
    .optionsGroup('Input:')
    .addOption(levelFlag())
    .option('--image <file>', 'The image of the page, to be drawn beneath svg and png.');
  addOutputFlags(command).addHelpText('after', examples);
  return command.action(async (files: string[], flags: ConvertFlags) => {
    const { convert } = await import('./run.ts');
    done(await convert(files, flags, errorFormat()));
  });
}
