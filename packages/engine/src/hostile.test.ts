import { afterAll, describe, expect, it, vi } from 'vitest';
import { EngineError } from './errors.ts';
import { decodePage } from './image/decode.ts';
import { workingScale } from './image/size.ts';
import { allEngineTests } from './testing/all-tests.ts';
import { hostileFiles, sampleFiles } from './testing/hostile-files.ts';
import { createEngineThread } from './thread.ts';

vi.setConfig({ testTimeout: 20 * 60_000 });

/** What the allocator may hold back, in bytes: less than the page of one bomb. */
const MOST_GROWTH = 64 * 1024 * 1024;

const SEED = 20_260_101;

const options = { maxPixels: 1e8, page: 1, scale: workingScale };

/** Codes that are about a file, not about this machine or this program. */
const REFUSALS = ['invalid-image', 'unsupported-image', 'too-large'];

it('the files that the hostile ones are made of are good', async () => {
  for (const bytes of Object.values(await sampleFiles())) {
    expect((await decodePage(bytes, options)).pixels).toBeGreaterThan(0);
  }
});

it('hostile files are refused, or do no harm', async () => {
  // One in twelve of those below.
  const some = (await hostileFiles(500, SEED)).filter((_, i) => i % 12 === 0);
  for (const { name, bytes, refused } of some) {
    const outcome = await decodePage(bytes(), options).catch((error: unknown) => error);
    if (outcome instanceof EngineError) expect([...REFUSALS, name]).toContain(outcome.code);
    else expect([name, refused, (outcome as { pixels: number }).pixels > 0]).toEqual([name, false, true]);
  }
});

describe.runIf(allEngineTests)('500 hostile files', () => {
  const engine = createEngineThread();
  afterAll(() => engine.close());

  it('each end in an error or a result, and the memory stays flat', async () => {
    const files = await hostileFiles(500, SEED);
    const wrong: string[] = [];
    const resident: number[] = [];
    for (const { name, bytes, refused } of files) {
      const outcome = await engine.detect(bytes()).catch((error: unknown) => error);
      const code = outcome instanceof EngineError ? outcome.code : 'none';
      if (code === 'none' ? refused : !REFUSALS.includes(code)) wrong.push(`${name}: ${code}`);
      resident.push(process.memoryUsage.rss());
    }
    expect(wrong).toEqual([]);
    // The bombs, which come first, take what the engine will ever take.
    const [early, late] = [Math.max(...resident.slice(0, 100)), Math.max(...resident.slice(-100))];
    expect(late - early).toBeLessThan(MOST_GROWTH);
  });
});
