import { configDefaults, defineProject } from 'vitest/config';

export default defineProject({
  test: {
    // Those in a browser are a project of their own: vitest.app.config.ts.
    exclude: [...configDefaults.exclude, 'app/**', 'src/no-chromium.test.ts'],
    // Processes of their own, with the engine in them, on machines that may be busy with other tests.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
