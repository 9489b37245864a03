import { expect, test } from 'vitest';
import { bundleSize } from './bundle-size.ts';

test('code that is not used is left out, and names are shortened', async () => {
  const used = 'globalThis.answer = (somethingLong) => somethingLong * 2;';
  const unused = 'function neverCalledByAnyone() { return "a rather long text which nobody reads"; }';
  const size = await bundleSize(used);
  expect(size).toBeGreaterThan(20);
  expect(size).toBeLessThan(used.length + 20);
  expect(await bundleSize(`${unused}\n${used}`)).toBe(size);
});

test('what a package brings along counts', async () => {
  const size = await bundleSize("import axios from 'axios'; globalThis.run = () => axios.get('/');");
  expect(size).toBeGreaterThan(5_000);
});

test('an import that is not there is an error', async () => {
  await expect(bundleSize("import { gone } from 'no-such-package'; globalThis.run = gone;")).rejects.toThrow(
    'no-such-package',
  );
});
