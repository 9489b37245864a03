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

/** From how many bytes on lines are written at once: a write for each would cost more than the line. */
const BLOCK = 8 * 1024;

/** How long a line may wait for others, in milliseconds. */
const FLUSH_INTERVAL = 100;

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

/**
 * Standard error for a log of many lines: they are collected for a moment, and nobody waits until they are written. What
 * is still there when the process ends is written then.
 */
export function standardError(): DestinationStream {
  return destination({
    dest: STANDARD_ERROR,
    sync: false,
    minLength: BLOCK,
    periodicFlush: FLUSH_INTERVAL,
    maxLength: MAX_WAITING,
  });
}
