import type { TaskSnapshot } from '../queue/task-queue.ts';

/** How many are remembered: as many as are asked for between two writes. */
const MAX_KNOWN = 1000;

/**
 * What was read of tasks that wait or run. It holds until something is written, since these don't expire: most polls
 * come for them, and need not ask the database again.
 */
export class OpenTasks {
  readonly #known = new Map<string, { readonly owner: string; readonly status: TaskSnapshot }>();
  /** Writes that were asked for, and may be in the database or not. */
  #changes = 0;

  /** A task as it was read; `undefined` when the database must be asked. */
  find(owner: string, id: string): TaskSnapshot | undefined {
    const known = this.#known.get(id);
    return known?.owner === owner ? known.status : undefined;
  }

  /** Remembers what was read of a task, if that holds. */
  note(owner: string, id: string, status: TaskSnapshot | undefined): void {
    if (this.#changes > 0 || (status?.status !== 'Pending' && status?.status !== 'Processing')) return;
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(id, { owner, status });
  }

  /** Begins a write: until what is returned is disposed of, nothing that is read will hold. */
  change(): Disposable {
    this.#changes += 1;
    this.#known.clear();
    return {
      [Symbol.dispose]: () => {
        this.#changes -= 1;
      },
    };
  }
}
