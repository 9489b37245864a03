// A thread for group-writer.test.ts. Answers each write with the size of its group, and dies when it is told to.
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadAnswer, ThreadData, ThreadRequest } from '../src/embedded/writes.ts';

const { file, held } = workerData as ThreadData;
if (file === 'missing') throw new Error('no such file');

function answer(outcomes: ThreadAnswer['outcomes']): void {
  const counts = { pending: 0, processing: held.length, finished: 0 };
  parentPort?.postMessage({ outcomes, counts } satisfies ThreadAnswer);
}

parentPort?.on('message', (request: ThreadRequest) => {
  if (request === 'close') return parentPort?.close();
  if (request.some((write) => write.kind === 'release' && write.id === 'die')) process.exit(1);
  const { length } = request;
  answer(
    request.map((write) => ({
      value: write.kind === 'purge' ? { purged: length, more: false } : undefined,
    })),
  );
});
answer([{ value: undefined }]);
