import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '#files': fileURLToPath(new URL('./src/files/node.ts', import.meta.url)) } },
  test: {
    name: 'sdk',
    include: ['src/**/*.test.ts'],
    // Other tests run beside them, on machines that may be busy: what is polled for comes in the end.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 30_000,
  },
});
