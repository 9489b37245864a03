import type { Log, LogEntry } from '@detect-regions/server';
import { type Paint, paintFor } from './paint.ts';
import { printable } from './printable.ts';

/** A log on standard error: lines for people on a terminal, or else JSON, an object a line. */
export function serverLog(stream: NodeJS.WriteStream = process.stderr): Log {
  const write = stream.isTTY ? lineFor(paintFor(stream)) : (entry: LogEntry) => JSON.stringify(entry);
  return (entry) => void stream.write(`${write(entry)}\n`);
}

/** `12:34:56 request method=POST status=200`, in UTC. */
function lineFor(paint: Paint): (entry: LogEntry) => string {
  return ({ time, level, event, ...particulars }) => {
    const facts = Object.entries(particulars)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}=${printable(String(value))}`);
    const head = level === 'info' ? event : paint('red', `${level}: ${event}`);
    return [paint('dim', time.slice(11, 19)), head, paint('dim', facts.join(' '))].join(' ').trimEnd();
  };
}
