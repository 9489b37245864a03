import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TaskOutcome, TaskSnapshot } from '../queue/task-queue.ts';
import { UnavailableError } from '../unavailable-error.ts';

interface TaskRow {
  readonly status: TaskSnapshot['status'];
  readonly notes: string;
  readonly data: string;
}

/** Looks up tasks. Takes some microseconds, and never waits for a write: so it needs no thread. */
export class TaskReader {
  readonly #database: DatabaseSync;
  readonly #status: StatementSync;
  readonly #result: StatementSync;
  readonly #open: StatementSync;

  /** @param database - a connection of its own, closed with the reader */
  constructor(database: DatabaseSync) {
    database.exec('PRAGMA query_only = ON');
    this.#database = database;
    const visible = 'FROM tasks WHERE id = ? AND owner = ? AND (ended_at IS NULL OR ended_at > ?)';
    this.#status = database.prepare(`SELECT status, notes ${visible}`);
    this.#result = database.prepare(`SELECT status, notes, data ${visible}`);
    this.#open = database.prepare("SELECT 1 FROM tasks WHERE id = ? AND status IN ('Pending', 'Processing')");
  }

  /** @param since - results of tasks that ended then or before are not seen, in milliseconds since 1970 */
  status(owner: string, id: string, since: number): TaskSnapshot | undefined {
    const row = get(this.#status, id, owner, since);
    if (row?.status === 'Completed') return { status: row.status, warnings: JSON.parse(row.notes) };
    return row && unfinished(row);
  }

  /** @param since - as for {@link TaskReader.status} */
  result(owner: string, id: string, since: number): TaskOutcome | undefined {
    const row = get(this.#result, id, owner, since);
    if (row?.status !== 'Completed') return row && unfinished(row);
    return { status: row.status, data: row.data, warnings: JSON.parse(row.notes) };
  }

  isOpen(id: string): boolean {
    return get(this.#open, id) !== undefined;
  }

  close(): void {
    this.#database.close();
  }
}

function unfinished({
  status,
  notes,
}: TaskRow): Exclude<TaskSnapshot, { readonly status: 'Completed' }> | undefined {
  if (status === 'Error') return { status, messages: JSON.parse(notes) };
  return status === 'Completed' ? undefined : { status };
}

function get(statement: StatementSync, ...parameters: (string | number)[]): TaskRow | undefined {
  try {
    return statement.get(...parameters) as TaskRow | undefined;
  } catch (cause) {
    throw new UnavailableError("The database can't be read.", { cause });
  }
}
