import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { need, redis as redisServer } from '../requirement.ts';
import { Customer, credentials } from './customer.ts';
import { skipUnlessAll } from './extent.ts';
import { imageOf } from './images.ts';
import { Ledger } from './ledger.ts';
import { Load } from './load.ts';
import { RedisProcess } from './redis.ts';
import { Supervised } from './supervised.ts';

/** How often a task is begun before it is given up. */
const ATTEMPTS = 3;
const count = 40;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-work-'));
});
afterEach(() => rm(folder, { recursive: true }));

const common = { clients: [credentials], limits: { stopSeconds: 2 } };

it('an image that ends its process is given up after three attempts, and all others are done', async (context) => {
  skipUnlessAll(context);
  const ledger = new Ledger();
  const options = { ...common, data: join(folder, 'data') };
  await using server = await Supervised.start({ role: 'server', options }, ledger);
  const customer = new Customer(() => server.url);
  const load = new Load(customer, count, 8);
  await load.reached(count);
  const poisoned = await customer.submit(imageOf(count, 'deadly'));
  await load.done;
  expect(await customer.wait(poisoned)).toEqual({
    status: 'Error',
    found: 'The service failed on this image.',
  });
  for (const end of load.ends.values()) expect(end.status).toBe('Completed');
  expect(ledger.endedTwice).toEqual([]);
  expect(server.starts).toBe(1 + ATTEMPTS);
}, 120_000);

it('a worker that hangs loses its tasks to another, and ends none of them when it wakes up', async (context) => {
  skipUnlessAll(context);
  const program = need(context, redisServer);
  const ledger = new Ledger();
  await mkdir(join(folder, 'redis'));
  await using redis = await RedisProcess.start(program, join(folder, 'redis'));
  const queue = `${redis.url}?lockSeconds=2`;
  const images = join(folder, 'images');
  const signingKey = randomBytes(32).toString('base64');
  await using server = await Supervised.start(
    { role: 'server', options: { ...common, queue, images, signingKey } },
    ledger,
  );
  await using worker = await Supervised.start(
    { role: 'worker', options: { queue, images, concurrency: 16 } },
    ledger,
  );
  const customer = new Customer(() => server.url);
  const load = new Load(customer, 4 * count, 32);
  await load.reached(count);
  // Frozen with up to 16 tasks in its hands.
  worker.signal('SIGSTOP');
  await load.done;
  for (const end of load.ends.values()) expect(end.status).toBe('Completed');
  const ends = new Map(load.ends);
  worker.signal('SIGCONT');
  // It works on as before, and what it had is not changed by it.
  const after = new Load(customer, count, 32);
  await after.done;
  for (const [number, id] of load.acknowledged) expect(await customer.look(id)).toEqual(ends.get(number));
  expect(ledger.endedTwice).toEqual([]);
  expect(ledger.complaints).toEqual([]);
}, 120_000);
