import { expect, it } from 'vitest';
import { resolveOptions } from './options.ts';

it('fills in the defaults', () => {
  expect(resolveOptions({})).toEqual({ maxPixels: 100_000_000, runtime: 'auto', threads: undefined });
});

it.each([
  [{ maxPixels: 0 }, 'maxPixels'],
  [{ maxPixels: Number.NaN }, 'maxPixels'],
  [{ threads: 1.5 }, 'threads'],
  [{ runtime: 'gpu' as 'wasm' }, 'runtime'],
])('refuses %o and names the option', (options, field) => {
  expect(() => resolveOptions(options)).toThrow(
    expect.objectContaining({ code: 'invalid-options', field, message: expect.stringContaining(field) }),
  );
});
