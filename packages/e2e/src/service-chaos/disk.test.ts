import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { need, prlimit } from '../requirement.ts';
import { Customer, credentials } from './customer.ts';
import { skipUnlessAll } from './extent.ts';
import { imageOf } from './images.ts';
import { Ledger } from './ledger.ts';
import { Supervised } from './supervised.ts';

/** How large a file may become on the disk that is full, in bytes: the database comes to that within some hundred tasks. */
const FULL = 512 * 1024;
/** What POSIX shells count `ulimit -f` in, in bytes. */
const BLOCK = 512;
/** More tasks than fit. */
const MANY = 5000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-disk-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a disk that is full refuses what comes, keeps what was accepted, and goes on when there is room again', async (context) => {
  skipUnlessAll(context);
  const program = need(context, prlimit);
  const ledger = new Ledger();
  const limits = { pendingTasks: MANY, finishedTasks: MANY, stopSeconds: 2 };
  const options = { clients: [credentials], data: join(folder, 'data'), limits };
  // A limit of the size of a file says what a full disk says: not written.
  const limit = `ulimit -S -f ${FULL / BLOCK};`;
  await using server = await Supervised.start({ role: 'server', options }, ledger, limit);
  const customer = new Customer(() => server.url);

  const accepted: string[] = [];
  for (let number = 0; number < MANY; number++) {
    const id = await customer.trySubmit(imageOf(number));
    if (id === undefined) break;
    accepted.push(id);
  }
  expect(accepted.length).toBeGreaterThan(10);
  expect(accepted.length).toBeLessThan(MANY);
  // What does not fit is refused as well, be the database full or not.
  expect(await customer.trySubmit(imageOf(MANY, 'ordinary', 2 * FULL))).toBeUndefined();
  // It still answers: what it knows is there.
  for (const id of accepted.slice(0, 10))
    expect((await customer.look(id))?.status ?? 'open').not.toBe('NotExist');

  const raised = spawnSync(program, ['--pid', String(server.pid), '--fsize=unlimited:unlimited']);
  expect(raised.status).toBe(0);
  for (const id of accepted) expect((await customer.wait(id)).status).toBe('Completed');
  const late = await customer.submit(imageOf(MANY, 'ordinary', 2 * FULL));
  expect((await customer.wait(late)).status).toBe('Completed');
  expect(ledger.endedTwice).toEqual([]);
  expect(server.starts).toBe(1);
  expect(ledger.complaints).toEqual([]);
}, 300_000);
