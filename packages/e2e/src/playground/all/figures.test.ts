// Figures of the kind that Lighthouse gives. Times are told, not judged: they are those of the machine.
import { expect, it } from 'vitest';
import { playground } from '../visit.ts';

const visit = playground();

/** How often the page is opened, each time by a browser that has never seen it. */
const ROUNDS = 5;

it('is there at once, and nothing moves while it comes', async (context) => {
  const figures: { paint: number; ready: number; bytes: number; requests: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { page } = await visit(context);
    await page.waitForLoadState('networkidle');
    const { shifts, ...figure } = await page.evaluate(async () => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      const files = [
        ...performance.getEntriesByType('navigation'),
        ...performance.getEntriesByType('resource'),
      ] as PerformanceResourceTiming[];
      return {
        shifts: globalThis.playgroundWatch.shifts,
        paint: paint?.startTime ?? 0,
        ready: globalThis.playgroundWatch.ready,
        bytes: files.reduce((sum, { transferSize }) => sum + transferSize, 0),
        requests: files.length,
      };
    });
    expect(shifts).toEqual([]);
    expect(figure.paint).toBeGreaterThan(0);
    expect(figure.ready).toBeGreaterThan(0);
    figures.push(figure);
  }
  const best = (name: 'paint' | 'ready'): string =>
    `${Math.min(...figures.map((figure) => figure[name])).toFixed(0)} ms`;
  const [first] = figures;
  process.stderr.write(
    `the page, best of ${ROUNDS}: first contentful paint ${best('paint')}, time to interactive ${best('ready')}, ` +
      `layout shift 0, ${first?.requests} requests, ${((first?.bytes ?? 0) / 1000).toFixed(1)} kB\n`,
  );
});
