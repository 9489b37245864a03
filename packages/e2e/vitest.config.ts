import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    // Processes of their own, with the engine in them, on machines that may be busy with other tests.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
