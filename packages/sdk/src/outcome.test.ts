import type { OCRResponse } from '@detect-regions/client';
import { describe, expect, it } from 'vitest';
import { lookOf, snapshotOf } from './outcome.ts';

const sample = { type: 'Other', data: 'W1swLCA4LCA2OTcsIDQ0MV1d' };
const answer = (given: Record<string, unknown>): OCRResponse =>
  ({ id: 't', taskStatus: 'Completed', responseStatusCode: 'Ok', ...given }) as unknown as OCRResponse;
const outcome = (given: Record<string, unknown>, facts = {}) => lookOf(answer(given), 't', facts)?.outcome;

describe('an answer about a task', () => {
  it('completed, gives the regions with what is known about the image', () => {
    expect(outcome({ results: [sample] }, { width: 696, height: 439 })).toEqual({
      status: 'completed',
      taskId: 't',
      regions: [{ left: 0, top: 8, right: 697, bottom: 441 }],
      width: 696,
      height: 439,
      partial: false,
      warnings: [],
    });
  });

  it('completed, keeps warnings, and joins several results', () => {
    const found = outcome({ results: [sample, sample], error: { warnings: ['small'], messages: null } });
    expect(found).toMatchObject({ warnings: ['small'], regions: [{ top: 8 }, { top: 8 }] });
  });

  it.each([
    { responseStatusCode: 'NoAnyResultData' },
    { responseStatusCode: 'NoAnyResultData', results: null },
    { results: [] },
    { responseStatusCode: undefined, results: [] },
  ])('completed without anything found, gives no regions: %j', (given) => {
    expect(outcome(given)).toMatchObject({ status: 'completed', regions: [], partial: false });
  });

  it('completed in part, says so', () => {
    expect(outcome({ responseStatusCode: 'PartiallyNotFound', results: [sample] })).toMatchObject({
      status: 'completed',
      partial: true,
    });
  });

  it('completed but lost, is gone', () => {
    expect(outcome({ responseStatusCode: 'ResultDataLost' })).toMatchObject({
      status: 'gone',
      reason: 'lost',
    });
  });

  it('failed, says why', () => {
    expect(
      outcome({ taskStatus: 'Error', responseStatusCode: 'Error', error: { messages: ['blank'] } }),
    ).toEqual({
      status: 'failed',
      taskId: 't',
      messages: ['blank'],
      warnings: [],
    });
  });

  it('unknown to the service, is gone', () => {
    expect(outcome({ taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' })).toMatchObject({
      status: 'gone',
      reason: 'not-found',
    });
  });

  it.each([
    ['Pending', 'pending'],
    ['Processing', 'processing'],
    ['Archiving', 'unknown'],
  ])('%s has not ended', (taskStatus, status) => {
    expect(outcome({ taskStatus, responseStatusCode: 'NotReady' })).toBeNull();
    expect(snapshotOf(answer({ taskStatus }), 't')).toMatchObject({ status, wireStatus: taskStatus });
  });

  it('completed, needs no results for a snapshot', () => {
    expect(snapshotOf(answer({}), 't')).toEqual({ status: 'completed', taskId: 't', warnings: [] });
  });

  it.each([
    [{ results: [{ type: 'Other', data: 'eyJhIjoxfQ==' }] }],
    [{ results: [{ type: 'Other' }] }],
    [{ results: [null] }],
    [{ results: 'W10=' }],
    [{ taskStatus: undefined }],
    [{ taskStatus: 7 }],
  ])("is not what the spec says, and can't be read: %j", (given) => {
    expect(lookOf(answer(given), 't', {})).toBeUndefined();
  });

  it.each([undefined, null, {}, [], 'Completed'])('is none: %j', (value) => {
    expect(lookOf(value, 't', {})).toBeUndefined();
    expect(snapshotOf(value, 't')).toBeUndefined();
  });
});
