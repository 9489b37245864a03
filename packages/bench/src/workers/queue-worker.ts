// A worker on a shared queue, with the real engine.
import { createEngineThread } from '@detect-regions/engine';
import { startQueueWorker } from '@detect-regions/server';
import { answerWith } from '../answer.ts';

/** The queue and the images to work on, with so many threads. */
export interface WorkerQuestion {
  readonly queue: string;
  readonly images: string;
  readonly threads: number;
}

answerWith<WorkerQuestion, string>(async ({ queue, images, threads }) => {
  const engine = createEngineThread({ threads, background: true });
  await engine.warmUp();
  await startQueueWorker({ queue, images, engine });
  return 'at work';
});
