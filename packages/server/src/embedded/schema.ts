import type { DatabaseSync } from 'node:sqlite';

/**
 * What brings the database from one version of its schema to the next: the first from an empty file to version 1. A step
 * that was released is never changed; a new one is added.
 */
export const upgrades: readonly string[] = [
  `
  CREATE TABLE tasks (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('Pending', 'Processing', 'Completed', 'Error')),
    -- Among those that wait, the lowest is claimed next.
    position INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    -- Of the latest claim.
    fence INTEGER,
    -- JSON; not kept once the task has ended.
    settings TEXT,
    -- In milliseconds since 1970.
    ended_at INTEGER,
    -- Grows from end to end, whatever the clock does.
    end_number INTEGER,
    -- JSON: the warnings of a completed task, the messages of one that failed.
    notes TEXT,
    data TEXT
  ) STRICT;
  -- One index for each kind, and not one for all: an index over a state that changes with each step is mostly holes.
  CREATE INDEX waiting ON tasks (position) WHERE status = 'Pending';
  CREATE INDEX running ON tasks (fence) WHERE status = 'Processing';
  CREATE INDEX ended ON tasks (end_number) WHERE end_number IS NOT NULL;
  CREATE INDEX ageing ON tasks (ended_at) WHERE ended_at IS NOT NULL;
  -- Outlives the tasks: a fence is never given twice.
  CREATE TABLE last_fence (fence INTEGER NOT NULL) STRICT;
  INSERT INTO last_fence VALUES (0);
  `,
];

/** The database was written by a version of the service that knows more than this one. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError' as const;

  constructor(found: number, known: number) {
    super(`The schema is of version ${found}; this one knows versions up to ${known}.`);
  }
}

/**
 * Brings the database to the newest version, each step in a transaction of its own: broken off, it goes on from there.
 *
 * @param steps - SQL from each version to the next
 * @throws NewerSchemaError when the database is of a version for which there is no step
 */
export function upgrade(database: DatabaseSync, steps: readonly string[] = upgrades): void {
  const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (found > steps.length) throw new NewerSchemaError(found, steps.length);
  for (const [index, step] of steps.entries()) {
    if (index < found) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(`${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}
