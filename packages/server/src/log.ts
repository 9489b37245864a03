/** What happened, as a flat record. Never holds a token, a secret, or anything of an image. */
export interface LogEntry {
  /** When, as ISO 8601. */
  readonly time: string;
  readonly level: 'info' | 'warn' | 'error';
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

/** A logger that stamps entries with the time. A log that throws does not disturb the service. */
export function createLogger(log: Log | undefined, now: () => number): Logger {
  if (!log) return () => undefined;
  return (level, event, particulars) => {
    try {
      log({ time: new Date(now()).toISOString(), level, event, ...particulars });
    } catch {
      // There is no place left to tell it to.
    }
  };
}
