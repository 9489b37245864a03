// The thread that writes to the database, so that nobody else waits for the disk. Started by group-writer.ts only.
import { parentPort, workerData } from 'node:worker_threads';
import { TaskDatabase } from './task-database.ts';
import type { ThreadAnswer, ThreadData, ThreadRequest, Write } from './writes.ts';

const { file, limits, held } = workerData as ThreadData;
const database = new TaskDatabase(file, limits, held);

function run(writes: readonly Write[]): ThreadAnswer['outcomes'] {
  try {
    return database.run(writes);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function answer(outcomes: ThreadAnswer['outcomes']): void {
  parentPort?.postMessage({ outcomes, counts: database.counts } satisfies ThreadAnswer);
}

parentPort?.on('message', (request: ThreadRequest) => {
  if (request !== 'close') return answer(run(request));
  parentPort?.close();
  database.close();
});
// It has started.
answer([{ value: undefined }]);
