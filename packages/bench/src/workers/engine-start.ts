// Looks at one page in a process that has loaded nothing yet; tells how long each step took, and the memory.
import { readFile } from 'node:fs/promises';
import type { RuntimeName } from '@detect-regions/engine';
import { answerWith } from '../answer.ts';
import { lendNativeRuntime } from '../engine/native-runtime.ts';
import { peakRss } from '../peak.ts';

/** What to look at, and how. */
export interface EngineStart {
  readonly runtime: RuntimeName;
  readonly threads: number | undefined;
  readonly file: string;
}

/** What it cost. */
export interface EngineStartCost {
  /** The import of the package, in milliseconds. */
  readonly import: number;
  /** Loading runtime and model, in milliseconds. */
  readonly load: number;
  /** The page, from its file to its regions, in milliseconds. */
  readonly page: number;
  /** The most memory that the process has had resident since it started, in bytes. */
  readonly peak: number;
}

answerWith<EngineStart, EngineStartCost>(async ({ runtime, threads, file }) => {
  if (runtime === 'native') lendNativeRuntime();
  const started = performance.now();
  const { createEngine } = await import('@detect-regions/engine');
  const imported = performance.now();
  const engine = createEngine({ runtime, threads });
  await engine.warmUp();
  const loaded = performance.now();
  await engine.detect(await readFile(file));
  const done = performance.now();
  const peak = peakRss();
  await engine.close();
  return { import: imported - started, load: loaded - imported, page: done - loaded, peak };
});
