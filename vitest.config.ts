import { defineConfig } from 'vitest/config';
import { allSpecTests } from './scripts/test/spec-tests.ts';

export default defineConfig({
  test: {
    projects: [
      'packages/*',
      'packages/e2e/vitest.app.config.ts',
      {
        test: {
          name: 'scripts',
          hookTimeout: 60_000,
          include: ['scripts/**/*.test.ts'],
          exclude: allSpecTests ? [] : ['scripts/turbo.test.ts', 'scripts/generate/bad-input.test.ts'],
        },
      },
    ],
    globals: false,
    reporters: ['default'],
  },
});
