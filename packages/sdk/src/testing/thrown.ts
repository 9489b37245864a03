import { expect } from 'vitest';

/** The error of a class that something fails with. */
export async function thrownBy<E extends Error>(
  // biome-ignore lint/suspicious/noExplicitAny: a constructor takes what it takes.
  kind: abstract new (...args: any[]) => E,
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
