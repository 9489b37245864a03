import type { LogEntry } from '@detect-regions/server';

/** What all processes of the service have told of tasks, those that were killed included. */
export class Ledger {
  /** How often each task was said to be completed, by its id. */
  readonly completed: Map<string, number> = new Map();
  /** How often each task was said to have failed, by its id. */
  readonly failed: Map<string, number> = new Map();
  /** How often each event was told. */
  readonly events: Map<string, number> = new Map();
  /** What came on standard error: the processes have nothing to say there. */
  readonly complaints: string[] = [];
  /** How many processes were started. */
  starts = 0;

  note(entry: LogEntry): void {
    const { event, taskId } = entry;
    count(this.events, event);
    if (event === 'task.completed') count(this.completed, String(taskId));
    if (event === 'task.failed') count(this.failed, String(taskId));
  }

  complain(text: string): void {
    this.complaints.push(text);
  }

  /** The tasks that were said to have ended more than once. */
  get endedTwice(): string[] {
    const ids = new Set([...this.completed.keys(), ...this.failed.keys()]);
    return [...ids].filter((id) => (this.completed.get(id) ?? 0) + (this.failed.get(id) ?? 0) > 1);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
