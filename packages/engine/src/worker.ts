// The thread of createEngineThread: an engine that takes its work from messages. Started by thread.ts only.
import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from './engine.ts';
import { type Answer, packError, type Request, type Work } from './messages.ts';
import type { EngineOptions } from './options.ts';

const engine = createEngine(workerData as EngineOptions);

async function outcomeOf(work: Work): Promise<Answer['outcome']> {
  try {
    if (work.type === 'detect') return { ok: true, result: await engine.detect(work.image, work.settings) };
    await engine.warmUp();
    return { ok: true, result: undefined };
  } catch (error) {
    return { ok: false, error: packError(error) };
  }
}

parentPort?.on('message', async ({ id, work }: Request) => {
  const outcome = await outcomeOf(work);
  parentPort?.postMessage({ id, runtime: engine.runtime, outcome } satisfies Answer);
});
