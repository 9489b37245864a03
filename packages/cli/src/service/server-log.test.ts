import type { LogEntry } from '@detect-regions/server';
import { expect, it } from 'vitest';
import { plain } from '../terminal/paint.ts';
import { textLog } from './server-log.ts';

function logged(level: LogEntry['level'], ...entries: readonly LogEntry[]): string {
  let text = '';
  const to = {
    write(written: string): void {
      text += written;
    },
  };
  const log = textLog(level, to, plain);
  for (const entry of entries) log(entry);
  return text;
}

const entry: LogEntry = {
  time: '2026-11-20T12:34:56.789Z',
  level: 'warn',
  event: 'request',
  path: '/a\u001b[2J\nb',
  status: 404,
  taskId: undefined,
};

it("writes a line for people, in which a stranger's control characters do nothing", () => {
  const text = logged('info', entry);
  expect(text).toContain('12:34:56');
  expect(text).toContain('warn: request');
  expect(text).toContain('path=/a\u{FFFD}[2J\u{FFFD}b status=404');
  expect(text.indexOf('\n')).toBe(text.length - 1);
});

it('leaves out what is not worth a line', () => {
  expect(logged('error', entry)).toBe('');
  expect(logged('info', { ...entry, level: 'debug' })).toBe('');
});
