// The engine alone: looks at pages, one after the other.
import { readFile } from 'node:fs/promises';
import { createEngineThread } from '@detect-regions/engine';
import { answerWith } from '../answer.ts';

/** The files of pages to look at, with so many threads. */
export interface PageLoop {
  readonly files: readonly string[];
  readonly threads: number;
}

let engine: ReturnType<typeof createEngineThread> | undefined;

answerWith<PageLoop, number>(async ({ files, threads }) => {
  engine ??= createEngineThread({ threads, background: true });
  const start = performance.now();
  for (const file of files) await engine.detect(await readFile(file));
  return performance.now() - start;
});
