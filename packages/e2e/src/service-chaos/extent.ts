import type { TestContext } from 'vitest';
import { isFull } from '../is-full.ts';

/** Whether all tests of failure run, as in CI and by `pnpm test:chaos`, or only a taste of them. */
const all = isFull || process.env.CHAOS_TESTS === 'all';

/** How many images go through the service while it is killed. 10,000 with 20 kills take some minutes. */
export const tasks: number = Number(process.env.SERVICE_CHAOS_TASKS ?? (all ? 1000 : 100));

/** How often something is killed meanwhile. */
export const kills: number = Number(process.env.SERVICE_CHAOS_KILLS ?? (all ? 6 : 2));

/** Decides what is killed when. */
export const seed: number = Number(process.env.CHAOS_SEED ?? 1);

/** Skips a test that takes its time, unless all are asked for. */
export function skipUnlessAll(context: TestContext): void {
  if (!all) context.skip('kills, fills and stalls processes for a while: set CHAOS_TESTS=all');
}
