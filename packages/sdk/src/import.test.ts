import { afterEach, expect, it, vi } from 'vitest';

const names = [
  'fetch',
  'process',
  'navigator',
  'Buffer',
  'performance',
  'setTimeout',
  'TextEncoder',
  'TextDecoder',
  'ReadableStream',
  'Blob',
  'AbortController',
  'URL',
  'crypto',
];
const kept = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

afterEach(() => {
  for (const [name, descriptor] of kept) {
    if (descriptor !== undefined) Object.defineProperty(globalThis, name, descriptor);
  }
});

// The test runner uses some of them itself while it loads the modules.
function byUs(): boolean {
  return /packages\/sdk\/src\/(?!import\.test)/.test(new Error().stack?.split('\n')[3] ?? '');
}

it('touches no global, so that it can be imported anywhere and costs nothing', async () => {
  const touched: string[] = [];
  for (const name of names) {
    const value: unknown = Reflect.get(globalThis, name);
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        // The test runner uses some of them itself while it loads the modules.
        if (/packages\/sdk\/src\/(?!import\.test)/.test(new Error().stack?.split('\n')[2] ?? ''))
          touched.push(name);
        return value;
      },
      set: () => {
        if (byUs()) touched.push(`${name} =`);
      },
    });
  }
  vi.resetModules();
  const { DetectRegions } = await import('./index.ts');
  expect(touched).toEqual([]);
  // The trap works: making a client does read the environment.
  new DetectRegions({ accessToken: 'token' });
  expect(touched).toContain('process');
});
