import { text } from 'node:stream/consumers';
import { imageFiles } from '../input/file-kinds.ts';
import { usageError } from '../report/cli-error.ts';
import { printable } from '../terminal/printable.ts';
import { checkedTask, type NotedTask, parseTask } from './noted-task.ts';

/**
 * The tasks that arguments name, each once, in their order: ids, JSON objects, or `-` for standard input, with an id
 * or an object on each line, or one array of them.
 *
 * @throws CliError for what is no task, before anything is sent
 */
export async function readTasks(args: readonly string[]): Promise<readonly NotedTask[]> {
  if (args.filter((argument) => argument === '-').length > 1) {
    throw usageError('standard input (-) can be read only once');
  }
  const tasks = new Map<string, NotedTask>();
  for (const argument of args) {
    if (imageFiles.accepts(argument)) {
      throw usageError(
        `'${printable(argument)}' is an image, not a task`,
        'To find its regions: detect. To make a task of it: submit.',
      );
    }
    const named =
      argument === '-' ? tasksOf(await text(process.stdin)) : [parseTask(argument, `'${argument}'`)];
    for (const task of named) if (!tasks.has(task.id)) tasks.set(task.id, task);
  }
  if (tasks.size === 0)
    throw usageError('standard input names no task', 'submit --format jsonl writes them.');
  return [...tasks.values()];
}

/** The tasks of a text: an array, or a line each. */
export function tasksOf(content: string): readonly NotedTask[] {
  if (content.trimStart().startsWith('[')) {
    let list: unknown;
    try {
      list = JSON.parse(content);
    } catch {
      throw usageError('standard input begins as a JSON array, and is none');
    }
    return (list as unknown[]).map((value, index) =>
      checkedTask(value, `element ${index + 1} of standard input`),
    );
  }
  return content
    .split('\n')
    .map((line, index) => [line.trim(), index + 1] as const)
    .filter(([line]) => line !== '')
    .map(([line, number]) => parseTask(line, `line ${number} of standard input`));
}
