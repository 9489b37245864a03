import { expect, it } from 'vitest';
import { EngineError } from './errors.ts';
import { packError, unpackError } from './messages.ts';

it('carries code, message, field and the text of the cause across a structured clone', () => {
  const error = new EngineError('invalid-image', 'Damaged.', {
    field: 'image',
    cause: new TypeError('at byte 7'),
  });
  const copy = unpackError(structuredClone(packError(error)));
  expect(copy).toBeInstanceOf(EngineError);
  expect(copy).toMatchObject({
    code: 'invalid-image',
    message: 'Damaged.',
    field: 'image',
    cause: 'TypeError: at byte 7',
  });
});

it('makes an internal error of anything else', () => {
  expect(unpackError(packError(new RangeError('odd')))).toMatchObject({
    code: 'internal',
    cause: 'RangeError: odd',
  });
});
