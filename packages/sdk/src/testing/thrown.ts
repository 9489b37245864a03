import { expect } from 'vitest';

/** The error of a class that something fails with. */
export async function thrownBy<E extends Error>(
  kind: abstract new (...args: never[]) => E,
  action: () => unknown,
): Promise<E> {
  let error: unknown;
  try {
    await action();
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(kind);
  return error as E;
}
