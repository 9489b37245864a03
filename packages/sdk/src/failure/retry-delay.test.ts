import { afterEach, expect, it, vi } from 'vitest';
import { GoneError, RateLimitError, ServerError } from '../errors/index.ts';
import { retryAfterOf, retryDelay } from './retry-delay.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const headers = (given: Record<string, string>): Headers => new Headers(given);

it('spreads pauses evenly up to a bound that doubles to 20 seconds', () => {
  const error = new ServerError('down', { retryable: true });
  vi.spyOn(Math, 'random').mockReturnValue(0);
  expect(retryDelay(error, 0)).toBe(0);
  vi.spyOn(Math, 'random').mockReturnValue(1);
  expect([0, 1, 2, 3, 10].map((retries) => retryDelay(error, retries))).toEqual([
    500, 1_000, 2_000, 4_000, 20_000,
  ]);
});

it('waits for as long as the service asks, and up to a second more', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  expect(retryDelay(new RateLimitError('busy', { retryable: true, retryAfter: 7_000 }), 0)).toBe(7_500);
});

it('tells the caller when the service asks for more than a minute', () => {
  expect(retryDelay(new RateLimitError('busy', { retryable: true, retryAfter: 61_000 }), 0)).toBeUndefined();
});

it('does not repeat what would fail again', () => {
  expect(retryDelay(new GoneError('gone'), 0)).toBeUndefined();
});

it.each([
  ['2', 2_000],
  [' 0 ', 0],
  ['0.5', 500],
  ['soon', undefined],
  ['-1', undefined],
  ['', undefined],
])('reads Retry-After: %j', (value, expected) => {
  expect(retryAfterOf(headers({ 'retry-after': value }))).toBe(expected);
});

it("reads a date on the service's own clock", () => {
  const given = { date: 'Wed, 21 Oct 2015 07:28:00 GMT', 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT' };
  expect(retryAfterOf(headers(given))).toBe(30_000);
});

it('reads a date on ours where the service does not tell its own, and one that has passed as now', () => {
  vi.spyOn(Date, 'now').mockReturnValue(Date.parse('Wed, 21 Oct 2015 07:28:10 GMT'));
  expect(retryAfterOf(headers({ 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT' }))).toBe(20_000);
  expect(retryAfterOf(headers({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }))).toBe(0);
});

it('has no delay without the header', () => {
  expect(retryAfterOf(headers({}))).toBeUndefined();
});
