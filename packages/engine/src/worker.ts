// The thread of createEngineThread: an engine that takes its work from messages. Started by thread.ts only.
import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from './engine.ts';
import { type Answer, packError, type Request, type Work } from './messages.ts';
import { stepBack } from './priority.ts';
import type { ThreadData } from './thread.ts';

const { options, background } = workerData as ThreadData;
// Before the runtime starts its threads: they inherit it.
if (background) stepBack();
// The time limit is kept outside, where this thread can be ended.
const engine = createEngine({ ...options, timeout: Infinity });

async function outcomeOf(work: Work): Promise<Answer['outcome']> {
  try {
    if (work.type === 'detect') {
      const { image, settings, page } = work;
      return { ok: true, result: await engine.detect(image, settings, { page }) };
    }
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
