import type { Finding } from '../finding.ts';
import { samplePage } from '../sample-page.ts';

/** For how long the small page may take, in milliseconds: beyond, the machine is of no use for pages. */
const PATIENCE = 60_000;

/** Looks whether the engine in this process works: it has to find the text of a small page. */
export async function checkEngine(signal: AbortSignal): Promise<readonly Finding[]> {
  const name = 'engine';
  const begin = performance.now();
  try {
    const { createEngineThread } = await import('@detect-regions/engine');
    const engine = createEngineThread({ timeout: PATIENCE });
    try {
      const { regions } = await engine.detect(samplePage(), {}, { signal });
      // The first page pays for loading the models.
      const loaded = performance.now();
      await engine.detect(samplePage(), {}, { signal });
      const facts = {
        runtime: engine.runtime ?? null,
        regions: regions.length,
        loadMs: Math.round(loaded - begin),
        pageMs: Math.round(performance.now() - loaded),
      };
      const runtime = engine.runtime === 'native' ? 'native' : 'WebAssembly';
      const times = `ready after ${(facts.loadMs / 1000).toFixed(1)} s, then ${facts.pageMs} ms for a small page`;
      if (regions.length === 0) {
        const advice = 'Install @detect-regions/cli anew; the models may be damaged.';
        return [
          {
            name,
            status: 'failed',
            message: `the engine (${runtime}) finds no text where there is some`,
            advice,
            facts,
          },
        ];
      }
      const finding: Finding = { name, status: 'ok', message: `engine: ${runtime}, ${times}`, facts };
      return [
        engine.runtime === 'native'
          ? finding
          : { ...finding, advice: 'Several times faster: npm install onnxruntime-node' },
      ];
    } finally {
      await engine.close();
    }
  } catch (error) {
    const message = `the engine does not work: ${error instanceof Error ? error.message : String(error)}`;
    const advice = 'Install @detect-regions/cli anew, with its optional packages. A service does without it.';
    return [{ name, status: 'failed', message, advice }];
  }
}
