import { Command } from 'commander';
import { addDetectorFlags, type DetectorFlags } from '../../flags/detector-flags.ts';
import { addInputFlags, type InputFlags, imagesHelp } from '../../flags/input-flags.ts';
import { addOutputFlags, type OutputFlags } from '../../flags/output-flags.ts';
import { addSettingFlags, settingsFrom } from '../../flags/setting-flags.ts';
import type { CommandContext } from '../command-context.ts';

const examples = `
Examples:
  detect-regions detect page.png --local
  detect-regions detect page.png --local --format json | jq '.[0].regions'
  detect-regions detect scans/ --format svg --out overlays/
  detect-regions detect page.png --dsr-mode LineDetector --no-make-skew-correct`;

/** `detect`: images in, regions out. */
export function detectCommand({ errorFormat, done }: CommandContext): Command {
  const command = new Command('detect')
    .description('Find the regions of images. One image that fails does not stop the others.')
    .argument('<image...>', imagesHelp);
  addInputFlags(command);
  addDetectorFlags(command);
  addOutputFlags(command);
  addSettingFlags(command).addHelpText('after', examples);
  return command.action(async (images: string[], flags: InputFlags & DetectorFlags & OutputFlags) => {
    const { detect } = await import('./run.ts');
    const settings = settingsFrom({ ...flags });
    done(await detect(images, { ...flags, settings, errorFormat: errorFormat() }));
  });
}
