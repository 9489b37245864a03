import { expect, it } from 'vitest';
import { resolveOptions } from './options.ts';

it('fills in the defaults', () => {
  expect(resolveOptions({})).toEqual({
    maxPixels: 100_000_000,
    runtime: 'auto',
    timeout: 60_000,
    threads: undefined,
  });
});

it('lets pages take as long as they take', () => {
  expect(resolveOptions({ timeout: Infinity }).timeout).toBe(Infinity);
});

it.each([
  [{ maxPixels: 0 }, 'maxPixels'],
  [{ maxPixels: Number.NaN }, 'maxPixels'],
  [{ threads: 1.5 }, 'threads'],
  [{ timeout: 0 }, 'timeout'],
  [{ timeout: 2 ** 31 }, 'timeout'],
  [{ timeout: Number.NaN }, 'timeout'],
  [{ runtime: 'gpu' as 'wasm' }, 'runtime'],
])('refuses %o and names the option', (options, field) => {
  expect(() => resolveOptions(options)).toThrow(
    expect.objectContaining({ code: 'invalid-options', field, message: expect.stringContaining(field) }),
  );
});
