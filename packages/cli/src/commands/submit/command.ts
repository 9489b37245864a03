import { Command } from 'commander';
import { addClientFlags, type ClientFlags } from '../../flags/detector-flags.ts';
import { addInputFlags, type InputFlags, imagesHelp } from '../../flags/input-flags.ts';
import { addSettingFlags, settingsFrom } from '../../flags/setting-flags.ts';
import { addTaskListFlags, type TaskListFlags } from '../../flags/task-flags.ts';
import type { CommandContext } from '../command-context.ts';

const examples = `
Examples:
  detect-regions submit page.png
  detect-regions submit scans/ --format jsonl > tasks.jsonl
  detect-regions wait - < tasks.jsonl --format json
  id=$(detect-regions submit page.png --format ids)`;

/** `submit`: images in, tasks out. */
export function submitCommand({ errorFormat, done }: CommandContext): Command {
  const command = new Command('submit')
    .description(
      'Submit images, and print the task of each as soon as the service has accepted it; wait gets the regions. ' +
        'Each submission is billed. None that may have been accepted is sent again.',
    )
    .argument('<image...>', imagesHelp);
  addInputFlags(command);
  addClientFlags(command, 'image');
  addTaskListFlags(command);
  addSettingFlags(command).addHelpText('after', examples);
  return command.action(async (images: string[], flags: InputFlags & ClientFlags & TaskListFlags) => {
    const { submit } = await import('./run.ts');
    const settings = settingsFrom({ ...flags });
    done(await submit(images, { ...flags, settings, errorFormat: errorFormat() }));
  });
}
