import type { Log, LogEntry } from '@detect-regions/server';
import type { Paint } from '../terminal/paint.ts';
import { printable } from '../terminal/printable.ts';

/** From the least to the most worth a line. */
const levels: readonly LogEntry['level'][] = ['debug', 'info', 'warn', 'error'];

/** Where a {@link textLog} writes. */
export interface LogTarget {
  write(line: string): unknown;
}

/**
 * A log of lines for people: `12:34:56 request method=POST status=200`, in UTC.
 *
 * @param level - the least that is worth a line
 */
export function textLog(level: LogEntry['level'], to: LogTarget, paint: Paint): Log {
  return (entry) => {
    if (levels.indexOf(entry.level) >= levels.indexOf(level)) to.write(`${line(entry, paint)}\n`);
  };
}

function line({ time, level, event, ...particulars }: LogEntry, paint: Paint): string {
  const facts = Object.entries(particulars)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${printable(String(value))}`);
  const isTrouble = level === 'warn' || level === 'error';
  const head = isTrouble ? paint('red', `${level}: ${event}`) : event;
  return [paint('dim', time.slice(11, 19)), head, paint('dim', facts.join(' '))].join(' ').trimEnd();
}
