import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printable } from '../terminal/printable.ts';

/** What the file is known by, to SQLite and to `file`: "DRJ" and a zero byte. */
const APPLICATION_ID = 0x44524a00;
/** The form of the tables below. A journal of another form is refused, never guessed at. */
const VERSION = 1;
/** How long to wait for another that only looks into the journal, in milliseconds. */
const BUSY_TIMEOUT = 5000;
/** To what size the write-ahead log is cut back after it had to grow, in bytes. */
const LOG_BYTES = 16 * 1024 ** 2;

const tables = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
  CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    output TEXT COLLATE NOCASE UNIQUE,
    state INTEGER NOT NULL,
    key TEXT,
    taskId TEXT,
    since INTEGER,
    code TEXT,
    message TEXT
  ) STRICT;
  CREATE INDEX imagesByState ON images (state, id);
  CREATE TABLE submissions (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

/**
 * Opens a journal; what is committed is on the disk, and survives `kill -9` and a loss of power. A new one is made for
 * this user alone, since it tells the names of files and the ids of tasks.
 *
 * @param use - `read` needs one that is there, and never writes; `write` makes one where there is none
 * @throws CliError when the file is none of these journals
 */
export function openDatabase(file: string, use: 'read' | 'write'): DatabaseSync {
  if (use === 'write') makePrivate(file);
  let database: DatabaseSync | undefined;
  try {
    database = use === 'write' ? new DatabaseSync(file, { timeout: BUSY_TIMEOUT }) : openToRead(file);
    const isNew = use === 'write' && number(database, 'PRAGMA schema_version') === 0;
    if (isNew) create(database);
    check(database, file);
    if (use === 'write') {
      database.exec(`
        PRAGMA synchronous = FULL;
        PRAGMA fullfsync = ON;
        PRAGMA checkpoint_fullfsync = ON;
        PRAGMA journal_size_limit = ${LOG_BYTES};`);
    }
    return database;
  } catch (cause) {
    database?.close();
    throw cause instanceof CliError ? cause : unusable(file, 'is no journal of batch', cause);
  }
}

/** A connection that may write takes the files beside the journal away when it is the last; one that may not, leaves them. */
function openToRead(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    accessSync(file, constants.W_OK);
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
    database.exec('PRAGMA query_only = ON');
    return database;
  } catch {
    database?.close();
    return new DatabaseSync(file, { timeout: BUSY_TIMEOUT, readOnly: true });
  }
}

function create(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA application_id = ${APPLICATION_ID};
    BEGIN IMMEDIATE;
    ${tables}
    PRAGMA user_version = ${VERSION};
    COMMIT;`);
}

function check(database: DatabaseSync, file: string): void {
  if (number(database, 'PRAGMA application_id') !== APPLICATION_ID) {
    throw unusable(file, 'is no journal of batch');
  }
  const version = number(database, 'PRAGMA user_version');
  if (version !== VERSION) {
    throw unusable(file, `has form ${version}, and this program writes form ${VERSION}`);
  }
}

function number(database: DatabaseSync, pragma: string): number {
  const [value] = Object.values(database.prepare(pragma).get() ?? {});
  return Number(value);
}

function unusable(file: string, wrong: string, cause?: unknown): CliError {
  return new CliError('journal', `${printable(file)} ${wrong}`, {
    exitCode: exitCodes.usage,
    hint: 'Name another file with --journal, or move this one away to start anew.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** One that is there is not opened: to close it again would give up the locks that this process has on it. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    throw new CliError('journal', `can't write the journal ${printable(file)} (${code})`, {
      exitCode: exitCodes.failed,
      hint: 'Name another file with --journal.',
      cause,
    });
  }
}

/** Gives the statement of a text, compiled once. */
export type Prepare = (sql: string) => StatementSync;

/** The statements of a connection. */
export function statementsOf(database: DatabaseSync): Prepare {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
}
