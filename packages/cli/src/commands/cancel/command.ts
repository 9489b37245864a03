import { Command } from 'commander';
import { addClientFlags, type ClientFlags } from '../../flags/detector-flags.ts';
import { addTaskListFlags, type TaskListFlags, tasksHelp } from '../../flags/task-flags.ts';
import type { CommandContext } from '../command-context.ts';

const examples = `
Examples:
  detect-regions cancel 7f0c1d5e
  detect-regions cancel - < tasks.jsonl`;

/** `cancel`: gives tasks up. */
export function cancelCommand({ errorFormat, done }: CommandContext): Command {
  const command = new Command('cancel')
    .description(
      'Give tasks up, a billed call for each. A result that is there is dropped as well; a task that is gone already is no error.',
    )
    .argument('<task...>', tasksHelp);
  addClientFlags(command, 'task');
  addTaskListFlags(command).addHelpText('after', examples);
  return command.action(async (tasks: string[], flags: ClientFlags & TaskListFlags) => {
    const { cancel } = await import('./run.ts');
    done(await cancel(tasks, { ...flags, errorFormat: errorFormat() }));
  });
}
