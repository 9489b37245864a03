import { configDefaults, defineProject } from 'vitest/config';
import { allSpecTests } from '../../scripts/test/spec-tests.ts';

export default defineProject({
  test: {
    // What runs in a browser is a project of its own: vitest.app.config.ts.
    exclude: [
      ...configDefaults.exclude,
      'app/*.test.ts',
      'src/no-chromium.test.ts',
      // All of the playground: minutes in a browser.
      ...(process.env.REQUIRE_ALL === '1' || process.env.PLAYGROUND_TESTS === 'all'
        ? []
        : ['src/playground/all/*']),
      ...(allSpecTests
        ? []
        : ['src/mutations/*', 'src/changing/*', 'src/contract/changes.test.ts', 'src/api-page.test.ts']),
    ],
    // Processes of their own, with the engine in them, on machines that may be busy with other tests.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
