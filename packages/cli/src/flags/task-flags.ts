import { type Command, Option } from 'commander';
import { type TaskFormat, taskFormats } from '../tasks/task-list.ts';

/** What the argument for tasks says of itself in help. */
export const tasksHelp = 'Ids, or what submit --format jsonl wrote; - is standard input.';

/** The flag of commands that make calls one can count. */
export interface VerboseFlag {
  readonly verbose?: boolean;
}

/** The flags of commands that list tasks, as commander gives them. */
export interface TaskListFlags extends VerboseFlag {
  readonly format: TaskFormat;
}

/** Adds the flags of commands that list tasks. */
export function addTaskListFlags(command: Command): Command {
  command
    .optionsGroup('Output:')
    .addOption(
      new Option(
        '-f, --format <format>',
        'How the tasks are listed; wait, status and cancel read all but table.',
      )
        .choices(taskFormats)
        .default('table'),
    );
  return addVerboseFlag(command);
}

/** Adds the flag that has calls told. */
export function addVerboseFlag(command: Command): Command {
  return command.option(
    '-v, --verbose',
    'Tell each call to the service, and how many there were: calls are what is billed.',
  );
}
