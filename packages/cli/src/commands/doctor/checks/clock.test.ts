import { expect, it } from 'vitest';
import { clockFinding } from './clock.ts';

const now = Date.UTC(2026, 10, 24, 12, 0, 0);
const at = (seconds: number, taken = 0) =>
  clockFinding({ date: new Date(now + seconds * 1000).toUTCString(), asked: now, answered: now + taken });

it.each([
  [0, 'ok', 'the same'],
  [59, 'ok', 'the same'],
  [90, 'warning', '90 s behind'],
  [-90, 'warning', '90 s ahead of'],
  [-600, 'failed', '10 min ahead of'],
  [5 * 3600, 'failed', '5 h behind'],
  [86_400 * 30, 'failed', '30 days behind'],
])('a service that is %i s ahead: %s, %s', (seconds, status, text) => {
  expect(at(seconds)).toMatchObject({ status, message: expect.stringContaining(text) });
});

it('allows for the time that the answer took', () => {
  expect(at(60, 120_000)).toMatchObject({ status: 'ok' });
});

it.each([[undefined], [{ date: null, asked: 0, answered: 1 }], [{ date: 'soon', asked: 0, answered: 1 }]])(
  'says nothing of %j',
  (served) => expect(clockFinding(served)).toMatchObject({ status: 'skipped' }),
);
