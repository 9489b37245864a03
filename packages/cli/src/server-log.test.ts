import { Writable } from 'node:stream';
import type { LogEntry } from '@detect-regions/server';
import { expect, it } from 'vitest';
import { serverLog } from './server-log.ts';

function logged(entry: LogEntry, isTTY: boolean): string {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  serverLog(Object.assign(stream, { isTTY }) as unknown as NodeJS.WriteStream)(entry);
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

it('writes JSON, an object a line, where nobody looks on', () => {
  const text = logged(entry, false);
  expect(text.indexOf('\n')).toBe(text.length - 1);
  expect(JSON.parse(text)).toEqual({ ...entry, taskId: undefined });
});

it("writes a line for people on a terminal, on which a stranger's control characters do nothing", () => {
  const text = logged(entry, true);
  expect(text).toContain('12:34:56');
  expect(text).toContain('path=/a\u{FFFD}[2J\u{FFFD}b status=404');
  expect(text.indexOf('\n')).toBe(text.length - 1);
});
