// A process that works on an embedded queue until it is killed, and says each thing that the queue acknowledged.
// Started by kill.test.ts: node embedded-queue-process.ts FOLDER NAME
import { defaultSettings } from '@detect-regions/spec';
import { openSqliteTaskQueue } from '../src/embedded/open-sqlite-task-queue.ts';

const [, , folder = '', name = ''] = process.argv;
const queue = await openSqliteTaskQueue({
  folder,
  maxPending: 100_000,
  maxFinished: 100_000,
  keepFor: 3_600_000,
  now: Date.now,
});

/** Before anything else happens: Node writes to a pipe synchronously, on all systems but Windows. */
function acknowledge(...words: (string | number)[]): void {
  process.stdout.write(`${words.join(' ')}\n`);
}

let submitted = 0;

async function submitTasks(): Promise<never> {
  for (;;) {
    submitted += 1;
    const number = submitted;
    const id = `${name}-${number}`;
    await queue.submit({ id, owner: 'ann', settings: defaultSettings });
    acknowledge('submitted', id);
    if (number % 10 !== 0) continue;
    acknowledge('unwanted', id);
    if (await queue.cancel('ann', id)) acknowledge('cancelled', id);
  }
}

async function doTasks(): Promise<never> {
  for (;;) {
    const claim = await queue.claim(new AbortController().signal);
    if (!claim) throw new Error('The queue was closed.');
    acknowledge('claimed', claim.id, claim.fence);
    if (claim.fence % 7 === 0) {
      await queue.release(claim);
      continue;
    }
    const done = await queue.complete(claim, { data: `${name} ${claim.fence}`, warnings: [] });
    if (done) acknowledge('completed', claim.id, `${name} ${claim.fence}`);
  }
}

await Promise.all([...Array.from({ length: 8 }, submitTasks), ...Array.from({ length: 4 }, doTasks)]);
