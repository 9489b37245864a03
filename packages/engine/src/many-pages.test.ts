import { afterAll, expect, it, vi } from 'vitest';
import { lookAgain, smallPages } from './testing/many-pages.ts';
import { createEngineThread } from './thread.ts';

vi.setConfig({ testTimeout: 30 * 60_000 });

const all = process.env.REQUIRE_ALL !== undefined || process.env.ENGINE_TESTS === 'all';

const engine = createEngineThread();
afterAll(() => engine.close());

it.runIf(all)(
  '1,000 pages in a row give the same results as the first time, in the same memory',
  async () => {
    const { resident, different } = await lookAgain(engine, await smallPages(), 1000);
    expect(different).toEqual([]);
    const most = (from: number, to: number): number => Math.max(...resident.slice(from, to));
    // The first 200 load and warm up what there is; a kilobyte a page would not be seen, a leaked picture would.
    expect(most(800, 1000)).toBeLessThan(1.1 * most(100, 200));
  },
);
