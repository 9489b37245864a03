import { type DestinationStream, destination, pino } from 'pino';
import type { Log, LogEntry } from '../log.ts';

/** How a {@link jsonLog} is set up. */
export interface JsonLogOptions {
  /** The least that is worth a line. Default `info`. */
  readonly level?: LogEntry['level'] | undefined;
  /** Where lines go. Default: standard error, without waiting for who reads it. */
  readonly to?: DestinationStream | undefined;
}

const STANDARD_ERROR = 2;

/** How many bytes may wait for a reader that stands still; beyond, lines are dropped. */
const MAX_WAITING = 8 * 1024 * 1024;

/** A log of JSON lines, an object each, with the members of a {@link LogEntry}. */
export function jsonLog({ level = 'info', to = standardError() }: JsonLogOptions = {}): Log {
  const logger = pino(
    { level, base: null, timestamp: false, formatters: { level: (label) => ({ level: label }) } },
    to,
  );
  return ({ level: entryLevel, ...entry }) => logger[entryLevel](entry);
}

/** What is still to be written when the process ends is written then. */
function standardError(): DestinationStream {
  return destination({ dest: STANDARD_ERROR, sync: false, maxLength: MAX_WAITING });
}
