import { Command } from 'commander';
import { addClientFlags, type ClientFlags } from '../../flags/detector-flags.ts';
import { addOutputFlags, type OutputFlags } from '../../flags/output-flags.ts';
import { addVerboseFlag, tasksHelp, type VerboseFlag } from '../../flags/task-flags.ts';
import type { CommandContext } from '../command-context.ts';

const examples = `
Examples:
  detect-regions wait 7f0c1d5e
  detect-regions wait - < tasks.jsonl --format svg --out overlays/
  detect-regions submit page.png --format jsonl | detect-regions wait -`;

/** `wait`: tasks in, regions out. */
export function waitCommand({ errorFormat, done }: CommandContext): Command {
  const command = new Command('wait')
    .description(
      'Wait until tasks have ended, and write their regions as detect does. A task is asked for when it may be done: ' +
        'each question is a billed call. One that failed does not stop the others.',
    )
    .argument('<task...>', tasksHelp);
  addClientFlags(command, 'task');
  addVerboseFlag(addOutputFlags(command)).addHelpText('after', examples);
  return command.action(async (tasks: string[], flags: ClientFlags & OutputFlags & VerboseFlag) => {
    const { wait } = await import('./run.ts');
    done(await wait(tasks, { ...flags, errorFormat: errorFormat() }));
  });
}
