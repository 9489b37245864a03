/** How lists of tasks are written, by the names that `--format` takes; `ids` is for shells. */
export const taskFormats = ['table', 'json', 'jsonl', 'ids'] as const;

/** One of {@link taskFormats}. */
export type TaskFormat = (typeof taskFormats)[number];

/** A task in a list: its cells for people, and its facts for programs. */
export interface TaskRow {
  readonly cells: readonly string[];
  readonly facts: { readonly id: string } & Readonly<Record<string, unknown>>;
}

/** Writes a list of tasks, each as soon as it is known: an id that is on the screen is not lost. */
export interface TaskList {
  add(row: TaskRow): void;
  /** Completes the list. */
  end(): void;
}

/** A list of tasks on standard output. */
export function openTaskList(
  format: TaskFormat,
  to: { write(text: string): unknown } = process.stdout,
): TaskList {
  let isEmpty = true;
  return {
    add({ cells, facts }) {
      const before = isEmpty ? '[\n' : ',\n';
      isEmpty = false;
      if (format === 'ids') to.write(`${facts.id}\n`);
      else if (format === 'jsonl') to.write(`${JSON.stringify(facts)}\n`);
      else if (format === 'json') to.write(`${before}  ${JSON.stringify(facts)}`);
      else to.write(`${cells.filter((cell) => cell !== '').join('  ')}\n`);
    },
    end() {
      if (format === 'json') to.write(isEmpty ? '[]\n' : '\n]\n');
    },
  };
}
