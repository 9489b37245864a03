import { configDefaults, defineProject } from 'vitest/config';
import { allSpecTests } from '../../scripts/test/spec-tests.ts';
import { isFull } from './src/is-full.ts';

export default defineProject({
  test: {
    // What runs in a browser is a project of its own: vitest.app.config.ts.
    exclude: [
      ...configDefaults.exclude,
      'app/*.test.ts',
      'src/no-chromium.test.ts',
      // All of the playground: minutes in a browser.
      ...(isFull || process.env.PLAYGROUND_TESTS === 'all' ? [] : ['src/playground/all/*']),
      // All of batch: dozens of processes. What it is for, to go on after kill -9, is tried always.
      ...(isFull || process.env.BATCH_TESTS === 'all'
        ? []
        : ['src/batch/{commands,real-service,terminal}.test.ts']),
      ...(allSpecTests
        ? []
        : ['src/mutations/*', 'src/changing/*', 'src/contract/changes.test.ts', 'src/api-page.test.ts']),
    ],
    // Processes of their own, with the engine in them, on machines that may be busy with other tests.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
