// A worker that stands in for worker.ts: it answers each page with one region, and ends as the first byte says.
import { parentPort } from 'node:worker_threads';
import type { Answer, Request } from '../messages.ts';

/** First bytes of an "image" and what the worker does with it. */
const EXIT = 1;
const THROW = 2;
const HANG = 3;

parentPort?.on('message', ({ id, work }: Request) => {
  const [command = 0] = work.type === 'detect' ? work.image : [];
  if (command === EXIT) process.exit(7);
  if (command === THROW) throw new Error('the worker threw');
  if (command === HANG) for (;;);
  const region = { left: 0, top: 0, right: 1, bottom: command };
  const result = work.type === 'detect' ? { width: 1, height: command, regions: [region] } : undefined;
  parentPort?.postMessage({ id, runtime: 'wasm', outcome: { ok: true, result } } satisfies Answer);
});
