/** Primary result codes of SQLite, of those that are told apart here. */
export const sqliteCodes = {
  busy: 5,
  corrupt: 11,
  tooBig: 18,
  constraint: 19,
  notADatabase: 26,
} as const;

/** The primary result code of an error of node:sqlite; `undefined` for another error. */
export function sqliteCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  // An extended code has the primary one in its lowest byte.
  return typeof code === 'number' ? code & 0xff : undefined;
}
