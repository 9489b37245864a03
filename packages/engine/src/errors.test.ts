import { expect, it } from 'vitest';
import { abortedError, EngineError, throwIfAborted } from './errors.ts';

it('is an Error with a name, a code, a field and a cause', () => {
  const cause = new Error('underneath');
  const error = new EngineError('invalid-image', 'Damaged.', { field: 'image', cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'EngineError', code: 'invalid-image', field: 'image', cause });
  expect(Object.keys(new EngineError('internal', 'Odd.'))).not.toContain('cause');
});

it('is recognised across copies of the package, and nothing else is', () => {
  const foreign = { [Symbol.for('@detect-regions/engine/EngineError')]: true };
  expect(foreign instanceof EngineError).toBe(true);
  for (const other of [new Error('x'), {}, null, undefined, 'EngineError']) {
    expect((other as unknown) instanceof EngineError).toBe(false);
  }
});

it('keeps the reason of an abort', () => {
  const reason = new Error('no longer wanted');
  expect(abortedError(AbortSignal.abort(reason))).toMatchObject({ code: 'aborted', cause: reason });
  expect(() => throwIfAborted(AbortSignal.abort())).toThrow(EngineError);
  expect(() => throwIfAborted(undefined)).not.toThrow();
});
