import { RegionsFormatError } from '@detect-regions/regions/wire';
import { expect, it } from 'vitest';
import { unreadableAnswer } from './unreadable-answer.ts';

const details = { operation: 'getDetectRegions', taskId: 't', requestId: 'r' } as const;
const json = 'application/json; charset=utf-8';
const completed = (results: unknown): string => JSON.stringify({ taskStatus: 'Completed', results });

it.each([
  [{ results: [{ type: 'Other', data: 'eyJhIjoxfQ==' }] }, RegionsFormatError],
  [{ results: [{ type: 'Other' }] }, RegionsFormatError],
  [{ results: [null] }, Error],
  [{ results: 7 }, Error],
])('regions that are none: %j', ({ results }, cause) => {
  const error = unreadableAnswer(completed(results), json, details);
  expect(error).toMatchObject({ ...details, retryable: false });
  expect(error.message).toContain("regions can't be read");
  expect(error.cause).toBeInstanceOf(cause);
});

it.each(['getDetectRegions', 'getTaskStatus', 'postToken'] as const)(
  '%s: JSON that was cut may come whole the next time',
  (operation) => {
    const error = unreadableAnswer('{"secret":', json, { ...details, operation });
    expect(error).toMatchObject({ message: 'The answer is broken JSON.', retryable: true, operation });
    expect(error.cause).toBeUndefined();
  },
);

it.each([
  ['getDetectRegions', 'no status of a task'],
  ['getTaskStatus', 'no status of a task'],
  ['postToken', 'no bearer token'],
  ['postDetectRegions', 'no id of a task'],
] as const)('%s: a page asks for baseUrl', (operation, missing) => {
  for (const [text, type] of [
    ['<html>secret</html>', 'text/html'],
    ['<html>secret</html>', null],
    ['{}', json],
    ['null', json],
  ] as const) {
    const error = unreadableAnswer(text, type, { operation });
    expect(error.message).toContain(missing);
    expect(error.message).toContain('baseUrl');
    expect(error.message).not.toContain('secret');
    expect(error.retryable).toBe(false);
    expect(error.maybeSent).toBe(operation === 'postDetectRegions' ? true : undefined);
  }
});
