// pnpm test [FILTER…]  builds, runs every test of every package, and ends with the totals.
//                      With filters such as packages/client, it builds and runs no more than they need.
// SPEC_TESTS=all       also those that change the spec, build everything from it and look: minutes.
// ENGINE_TESTS=all     also those that look at many pages, 500 hostile files among them: minutes.
// PLAYGROUND_TESTS=all also those that go all through the playground, in a browser: minutes.
// BATCH_TESTS=all      also those of every side of batch: a minute.
// CHAOS_TESTS=all      also those that kill, fill and stall the service: see pnpm test:chaos.
// REQUIRE_ALL=1        all of them, and a test that lacks its browser, Redis or Python fails instead of being skipped.
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startVitest, type TestCase, type TestModule } from 'vitest/node';
import { main, root } from './run.ts';
import { packagesOfFilters } from './test/packages-of-filters.ts';
import { allSpecTests } from './test/spec-tests.ts';
import { build } from './turbo.ts';

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Adds up all test cases; a file that could not be loaded counts as one failure. */
function addUp(modules: readonly TestModule[], totals: Totals, reasons: Map<string, number>): void {
  const count = (test: TestCase): void => {
    const result = test.result();
    if (result.state === 'passed') totals.passed += 1;
    else if (result.state === 'failed') totals.failed += 1;
    else {
      totals.skipped += 1;
      const reason = (result.state === 'skipped' && result.note) || 'no reason given';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  };
  for (const module of modules) {
    const before = totals.failed;
    for (const test of module.children.allTests()) count(test);
    if (!module.ok() && totals.failed === before) totals.failed += 1;
  }
}

await main(async (filters) => {
  build(packagesOfFilters(filters, await readdir(join(root, 'packages'))));
  const vitest = await startVitest('test', filters, {
    root,
    watch: false,
    run: true,
    // These are said here since projects do not inherit them from the configuration.
    // A limit of time is there to end what hangs; on a busy machine much takes long.
    testTimeout: 120_000,
    // One more than there are cores, where vitest takes one less: many tests wait for processes of their own.
    maxWorkers: availableParallelism() + 1,
    // No module here does anything when it is imported, so test files need no fresh process each: a third less work.
    isolate: false,
  });
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const reasons = new Map<string, number>();
  addUp(vitest.state.getTestModules(), totals, reasons);
  // Errors outside any test (a promise that nobody awaited) fail the run as well.
  totals.failed += vitest.state.getUnhandledErrors().length;
  await vitest.close();
  process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
  for (const [reason, times] of reasons) console.log(`skipped ${times}: ${reason}`);
  if (!allSpecTests) {
    console.log(
      'left out: tests that take minutes; for all of them set REQUIRE_ALL=1, for some SPEC_TESTS, ENGINE_TESTS, ' +
        'BATCH_TESTS, PLAYGROUND_TESTS or CHAOS_TESTS to all',
    );
  }
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
});
