import type { SQLInputValue } from 'node:sqlite';
import type { Prepare } from './database.ts';
import type { GroupCommit } from './group-commit.ts';

/** Short values by name: what is noted of a batch as a whole. */
export class Facts {
  readonly #prepare: Prepare;
  readonly #group: GroupCommit;

  constructor(prepare: Prepare, group: GroupCommit) {
    this.#prepare = prepare;
    this.#group = group;
  }

  /** A text; `undefined` when it was never noted. */
  text(name: string): string | undefined {
    const value = this.#read(name);
    return value === undefined ? undefined : String(value);
  }

  /** A number; 0 when it was never noted. */
  number(name: string): number {
    return Number(this.#read(name) ?? 0);
  }

  /** Notes a value. Resolves when it is on the disk. */
  set(name: string, value: SQLInputValue): Promise<void> {
    return this.#group.write(() => this.put(name, value));
  }

  /** Notes a value. To be called within a change. */
  put(name: string, value: SQLInputValue): void {
    this.#prepare('INSERT OR REPLACE INTO facts VALUES (?, ?)').run(name, value);
  }

  #read(name: string): unknown {
    return this.#prepare('SELECT value FROM facts WHERE name = ?').get(name)?.value;
  }
}
