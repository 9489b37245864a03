import { withoutSecrets } from './log/without-secrets.ts';

/** What happened, as a flat record. Never holds a token, a secret, or anything of an image. */
export interface LogEntry {
  /** When, as ISO 8601. */
  readonly time: string;
  /** `debug` for what is asked all the time by those who watch the service. */
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** What happened, such as `request`, `task.completed` or `engine.failed`. */
  readonly event: string;
  /** The particulars: `requestId`, `clientId`, `taskId`, `status`, `ms` and the like. */
  readonly [particular: string]: string | number | boolean | undefined;
}

/** Receives what happens, for a log. */
export type Log = (entry: LogEntry) => void;

/** Notes something down. */
export type Logger = (
  level: LogEntry['level'],
  event: string,
  particulars?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

/** A log that goes to several places; one that throws does not disturb the others. */
export function logToAll(...logs: readonly (Log | undefined)[]): Log {
  return (entry) => {
    for (const log of logs) {
      try {
        log?.(entry);
      } catch {
        // There is no place left to tell it to.
      }
    }
  };
}

/** A logger that stamps entries with the time, and takes out of errors what must not be read. */
export function createLogger(log: Log | undefined, now: () => number): Logger {
  if (!log) return () => undefined;
  const safely = logToAll(log);
  return (level, event, particulars = {}) => {
    const { error, cause } = particulars;
    safely({
      time: timeOf(now),
      level,
      event,
      ...particulars,
      ...(error === undefined ? {} : { error: withoutSecrets(String(error)) }),
      ...(cause === undefined ? {} : { cause: withoutSecrets(String(cause)) }),
    });
  };
}

/** A clock that fails must not take down what is noted: its failure may be just that. */
function timeOf(now: () => number): string {
  try {
    return new Date(now()).toISOString();
  } catch {
    return new Date().toISOString();
  }
}
