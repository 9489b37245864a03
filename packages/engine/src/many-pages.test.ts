import { afterAll, expect, it, vi } from 'vitest';
import { allEngineTests } from './testing/all-tests.ts';
import { lookAgain, smallPages } from './testing/many-pages.ts';
import { oneThread } from './testing/one-thread.ts';
import { createEngineThread } from './thread.ts';

vi.setConfig({ testTimeout: 30 * 60_000 });

/** A thousand when asked for; in CI enough to see a leak of pictures. */
const PAGES = process.env.ENGINE_TESTS === 'all' ? 1000 : 160;

/** What the allocator may hold back, in bytes: less than one picture of each page. */
const MOST_GROWTH = 64 * 1024 * 1024;

const engine = createEngineThread(oneThread);
afterAll(() => engine.close());

it.runIf(allEngineTests)(
  `${PAGES} pages in a row give the same results as the first time, in the same memory`,
  async () => {
    const { resident, different } = await lookAgain(engine, await smallPages(), PAGES);
    expect(different).toEqual([]);
    const most = (from: number, to: number): number => Math.max(...resident.slice(from, to));
    // The first pages load and warm up what there is.
    expect(most(0.9 * PAGES, PAGES) - most(0.1 * PAGES, 0.2 * PAGES)).toBeLessThan(MOST_GROWTH);
  },
);
