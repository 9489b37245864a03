import { expect, it } from 'vitest';
import { pollPriceOf } from './poll-price.ts';

it.each([
  ['https://api.aspose.cloud', undefined, 1000],
  ['http://127.0.0.1:8707', undefined, 150],
  ['https://api.aspose.cloud', 2.5, 2500],
  ['http://127.0.0.1:8707', 0.0001, 1],
])('a poll of %s, with --poll-price %s, is worth %i ms', (service, seconds, price) => {
  expect(pollPriceOf(service, seconds)).toBe(price);
});
