import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { need, redis as redisServer } from '../requirement.ts';
import { Customer, credentials } from './customer.ts';
import { kills, seed, skipUnlessAll, tasks } from './extent.ts';
import { killAlong, type Victim } from './kills.ts';
import { Ledger } from './ledger.ts';
import { Load } from './load.ts';
import { RedisProcess } from './redis.ts';
import { Supervised } from './supervised.ts';

/** Images under way at once, and tasks at work at once in a process: many of them are hit by each kill. */
const atOnce = 64;
const concurrency = 4;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-chaos-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** More room than the test needs, so that none is forgotten early. */
const limits = { pendingTasks: 2 * tasks, finishedTasks: 4 * tasks, stopSeconds: 2 };
const common = { clients: [credentials], concurrency, limits };

/** Sends the load through while the victims are killed, then goes through the books. */
async function killAndAudit(
  victims: readonly Victim[],
  urls: readonly (() => string)[],
  ledger: Ledger,
  images: string,
): Promise<void> {
  const customer = new Customer(...urls);
  const load = new Load(customer, tasks, atOnce);
  await Promise.all([load.done, killAlong(load, 2 * tasks, victims, { kills, seed })]);
  await Promise.all(victims.map((victim) => victim.ready()));

  // Each task that was acknowledged came to exactly one end, a good one, with what its own image holds.
  expect(new Set(load.acknowledged.values()).size).toBe(tasks);
  for (const [number, { status, found }] of load.ends) {
    expect({ status, right: JSON.parse(found || '[]')[0]?.right }).toEqual({
      status: 'Completed',
      right: number + 1,
    });
  }
  // No task was completed twice: not by what the processes wrote down when they did it; and since a process may die
  // before it writes, not by what was found either, which differs from look to look.
  expect(ledger.endedTwice).toEqual([]);
  expect([...ledger.failed]).toEqual([]);
  for (const [number, id] of load.acknowledged) {
    expect(await customer.look(id)).toEqual(load.ends.get(number));
  }
  expect(ledger.completed.size).toBeGreaterThan(tasks - kills * atOnce);
  expect(ledger.completed.size).toBeLessThanOrEqual(tasks + kills * atOnce);
  // What a killed process leaves of images is for housekeeping; there is no more of it than was under way.
  const files = await readdir(images, { recursive: true, withFileTypes: true });
  expect(files.filter((file) => file.isFile()).length).toBeLessThanOrEqual(
    kills * (atOnce + concurrency * victims.length),
  );
  expect(ledger.complaints).toEqual([]);
}

it(`${tasks} images with the embedded queue, and ${kills} kills of the server: none lost, none done twice, none stuck`, async () => {
  const ledger = new Ledger();
  const images = join(folder, 'images');
  const options = { ...common, data: join(folder, 'data'), images };
  await using server = await Supervised.start({ role: 'server', options }, ledger);
  await killAndAudit([server], [() => server.url], ledger, images);
  expect(server.starts).toBe(1 + kills);
}, 900_000);

it(`${tasks} images with a queue on Redis, two servers, two workers, and ${kills} kills of all of them: none lost, none done twice, none stuck`, async (context) => {
  skipUnlessAll(context);
  const program = need(context, redisServer);
  const ledger = new Ledger();
  const images = join(folder, 'images');
  await mkdir(join(folder, 'redis'));
  await using redis = await RedisProcess.start(program, join(folder, 'redis'));
  // What a killed worker had is given to another after so many seconds.
  const queue = `${redis.url}?lockSeconds=5`;
  const signingKey = randomBytes(32).toString('base64');
  const server = { role: 'server', options: { ...common, queue, images, signingKey } } as const;
  const worker = { role: 'worker', options: { queue, images, concurrency } } as const;
  await using one = await Supervised.start(server, ledger);
  await using two = await Supervised.start(server, ledger);
  await using three = await Supervised.start(worker, ledger);
  await using four = await Supervised.start(worker, ledger);
  const victims = [three, one, redis, four, two];
  await killAndAudit(victims, [() => one.url, () => two.url], ledger, images);
}, 900_000);
