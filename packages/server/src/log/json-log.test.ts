import { expect, test } from 'vitest';
import { jsonLog } from './json-log.ts';

function lines(level?: 'debug' | 'warn'): { log: ReturnType<typeof jsonLog>; written: string[] } {
  const written: string[] = [];
  const log = jsonLog({ level, to: { write: (line: string) => void written.push(line) } });
  return { log, written };
}

test('writes an object a line, without what is not there', () => {
  const { log, written } = lines();
  const time = '2026-11-20T12:34:56.789Z';
  log({ time, level: 'warn', event: 'request', path: '/a\u001b\nb', status: 404, taskId: undefined });
  expect(written).toHaveLength(1);
  expect(written[0]?.indexOf('\n')).toBe((written[0]?.length ?? 0) - 1);
  expect(JSON.parse(written[0] ?? '')).toEqual({
    time,
    level: 'warn',
    event: 'request',
    path: '/a\u001b\nb',
    status: 404,
  });
});

test.each([
  [undefined, ['info', 'warn', 'error']],
  ['debug', ['debug', 'info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
] as const)('at level %s it writes %j', (level, expected) => {
  const { log, written } = lines(level);
  for (const one of ['debug', 'info', 'warn', 'error'] as const) log({ time: '', level: one, event: 'x' });
  expect(written.map((line) => JSON.parse(line).level)).toEqual(expected);
});
