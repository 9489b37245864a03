import { Command } from 'commander';
import { addClientFlags, type ClientFlags } from '../../flags/detector-flags.ts';
import { addTaskListFlags, type TaskListFlags, tasksHelp } from '../../flags/task-flags.ts';
import type { CommandContext } from '../command-context.ts';

const examples = `
Examples:
  detect-regions status 7f0c1d5e
  detect-regions status - < tasks.jsonl --format jsonl | jq -c '[.id, .status]'`;

/** `status`: how tasks stand. */
export function statusCommand({ errorFormat, done }: CommandContext): Command {
  const command = new Command('status')
    .description(
      'Ask once how tasks stand, a billed call for each; wait gets the regions. A task that failed or is gone is listed, and the exit code is then 1.',
    )
    .argument('<task...>', tasksHelp);
  addClientFlags(command, 'task');
  addTaskListFlags(command).addHelpText('after', examples);
  return command.action(async (tasks: string[], flags: ClientFlags & TaskListFlags) => {
    const { status } = await import('./run.ts');
    done(await status(tasks, { ...flags, errorFormat: errorFormat() }));
  });
}
