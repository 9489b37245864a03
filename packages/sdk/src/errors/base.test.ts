import { expect, it, vi } from 'vitest';
import { withDetails } from '../failure/with-details.ts';
import * as errors from './index.ts';

const classes = Object.entries(errors).filter(([name]) => name !== 'DetectRegionsError') as [
  string,
  typeof errors.NetworkError,
][];

it.each(classes)('%s has its own name and code, and is told apart from all others', (name, Kind) => {
  const error = new Kind('what happened', { operation: 'postToken', taskId: 't', status: 500, cause: 'c' });
  expect(error.name).toBe(name);
  expect(error).toMatchObject({
    code: Kind.code,
    operation: 'postToken',
    taskId: 't',
    status: 500,
    cause: 'c',
  });
  expect(String(error)).toBe(`${name}: what happened`);
  expect(error).toBeInstanceOf(Error);
  expect(error).toBeInstanceOf(errors.DetectRegionsError);
  expect(classes.filter(([, Other]) => (error as unknown) instanceof Other).map(([other]) => other)).toEqual([
    name,
  ]);
});

it('has a class for each code, and a code for each class', () => {
  expect(new Set(classes.map(([, Kind]) => Kind.code)).size).toBe(classes.length);
});

it('knows errors of another copy of the package', async () => {
  vi.resetModules();
  const copy = await import('./index.ts');
  expect(copy.QuotaError).not.toBe(errors.QuotaError);
  const error: unknown = new copy.QuotaError('paid');
  expect(error).toBeInstanceOf(errors.QuotaError);
  expect(error).toBeInstanceOf(errors.DetectRegionsError);
  expect(error).not.toBeInstanceOf(errors.AuthError);
});

it('lets others extend a class without claiming all of its errors', () => {
  class Mine extends errors.NetworkError {}
  expect(new Mine('mine')).toBeInstanceOf(Mine);
  expect(new Mine('mine')).toBeInstanceOf(errors.NetworkError);
  expect(new errors.NetworkError('theirs')).not.toBeInstanceOf(Mine);
});

it.each([undefined, null, 1, 'text', {}, new Error('plain')])('takes %s for no error of ours', (value) => {
  expect(value).not.toBeInstanceOf(errors.DetectRegionsError);
});

it('leaves out what is not known', () => {
  expect(Object.keys(new errors.GoneError('gone', { taskId: undefined }))).not.toContain('taskId');
});

it('adds to a copy, and keeps class, cause and stack', () => {
  const error = new errors.InvalidInputError('wrong', { field: 'image', cause: 'c' });
  const copy = withDetails(error, { taskId: 't' });
  expect(copy).toBeInstanceOf(errors.InvalidInputError);
  expect(copy).toMatchObject({ field: 'image', taskId: 't', cause: 'c', stack: error.stack });
  expect(error.taskId).toBeUndefined();
});
