import { Command, Option } from 'commander';
import { addSettingFlags, settingsFrom } from '../../flags/setting-flags.ts';
import type { CommandContext } from '../command-context.ts';
import type { DebugOptions } from './run.ts';

const examples = `
Examples:
  detect-regions debug page.jpg
  detect-regions debug page.jpg --out stages/ --dsr-mode LineDetector`;

/** `debug`: the stages of a detection as pictures. */
export function debugCommand({ errorFormat, done }: CommandContext): Command {
  const command = new Command('debug')
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
    .option('--force', 'Overwrite what exists.');
  addSettingFlags(command).addHelpText('after', examples);
  return command.action(async (image: string, flags: Pick<DebugOptions, 'out' | 'force'>) => {
    const { debug } = await import('./run.ts');
    const settings = settingsFrom({ ...flags });
    done(await debug(image, { ...flags, settings, errorFormat: errorFormat() }));
  });
}
