import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as errors from '../errors/index.ts';
import { broken, completed, text } from '../testing/loopback.ts';
import { client, events, service, tokenGiven, useService } from '../testing/service.ts';
import { thrownBy } from '../testing/thrown.ts';
import { RetryBudget } from './retry-budget.ts';

const taken = (budget: RetryBudget, most = 1_000): number => {
  let count = 0;
  while (count < most && budget.take()) count++;
  return count;
};

describe('a retry budget', () => {
  it('holds what it is made for, and without a bound all', () => {
    expect(taken(new RetryBudget(100))).toBe(100);
    expect(taken(new RetryBudget(0))).toBe(0);
    expect(taken(new RetryBudget(Infinity))).toBe(1_000);
  });

  it('earns one retry with five calls that need none', () => {
    const budget = new RetryBudget(1);
    taken(budget);
    for (let call = 1; call <= 4; call++) budget.succeed(0);
    expect(taken(budget)).toBe(0);
    budget.succeed(0);
    expect(taken(budget)).toBe(1);
  });

  it('is not used up by calls that succeed in the end, and never holds more than at first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 })), (calls) => {
        const budget = new RetryBudget(3);
        for (const retries of calls) {
          for (let retry = 0; retry < retries; retry++) expect(budget.take()).toBe(true);
          budget.succeed(retries);
        }
        expect(taken(budget)).toBe(3);
      }),
    );
  });
});

describe('an outage', () => {
  useService();
  // The machine may be slow; a time limit would be one more failure.
  const patient = { ...tokenGiven, requestTimeout: Infinity, deadline: Infinity };

  it.each([
    ['that refuses', text(503, '')],
    ['that fails', text(500, '')],
    ['that breaks connections', broken],
  ])('%s costs at most the budget in retries, and every call ends', async (_name, answer) => {
    service.answer('getDetectRegions', answer);
    const made = client({ ...patient, retryBudget: 30 });
    const found = await Promise.all(
      Array.from({ length: 200 }, () => thrownBy(errors.DetectRegionsError, () => made.task('t').result())),
    );
    expect(service.count('getDetectRegions')).toBe(230);
    expect(found.every(({ retryable }) => retryable)).toBe(true);
    const retried = events.filter((event) => event.type === 'retry' && event.taskId === 't');
    expect(retried, JSON.stringify(events.filter(({ type }) => type === 'retry'))).toHaveLength(30);
    const denied = events.filter(({ type }) => type === 'retry-denied');
    expect(denied.length).toBeGreaterThanOrEqual(170);
    expect(denied[0]).toMatchObject({ operation: 'getDetectRegions', taskId: 't' });
  });

  it('costs a hundred retries unless told otherwise', async () => {
    service.answer('getDetectRegions', text(503, ''));
    const made = client(patient);
    await Promise.all(
      Array.from({ length: 200 }, () => thrownBy(errors.ServerError, () => made.task('t').result())),
    );
    expect(service.count('getDetectRegions')).toBe(300);
  });

  it('that is over lets calls retry again', async () => {
    service.answer('getDetectRegions', broken, broken, completed);
    const made = client({ ...patient, retryBudget: 1 });
    await thrownBy(errors.NetworkError, () => made.task('t').result());
    for (let call = 0; call < 5; call++) await made.task('t').result();
    service.answer('getDetectRegions', broken, completed);
    expect(await made.task('t').result()).toMatchObject({ status: 'completed' });
  });

  it('is not what a service is in that fails one time in three', async () => {
    let count = 0;
    service.answer('getDetectRegions', (request, response) =>
      (++count % 3 === 0 ? broken : completed)(request, response),
    );
    const made = client({ ...patient, retryBudget: 1 });
    for (let call = 0; call < 40; call++) await made.task('t').result();
    expect(events.filter(({ type }) => type === 'retry-denied')).toEqual([]);
  });
});

it.each([-1, Number.NaN, '5', null])('refuses a retryBudget of %j', async (value) => {
  const given = { retryBudget: value as never, accessToken: 't' };
  const { DetectRegions } = await import('../client.ts');
  const error = await thrownBy(errors.InvalidInputError, () => new DetectRegions(given));
  expect(error.field).toBe('retryBudget');
});
