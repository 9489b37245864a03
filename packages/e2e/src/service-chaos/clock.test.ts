import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Customer, credentials } from './customer.ts';
import { skipUnlessAll } from './extent.ts';
import { imageOf } from './images.ts';
import { Ledger } from './ledger.ts';
import { Load } from './load.ts';
import { Supervised } from './supervised.ts';

const HOUR_MS = 3_600_000;
const count = 120;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-clock-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a clock that jumps by days, forward and back, under load: every task ends, once', async (context) => {
  skipUnlessAll(context);
  const ledger = new Ledger();
  const clock = join(folder, 'clock');
  const set = (hours: number): void => writeFileSync(clock, String(hours * HOUR_MS));
  set(0);
  const options = { clients: [credentials], data: join(folder, 'data'), limits: { stopSeconds: 2 } };
  await using server = await Supervised.start({ role: 'server', options, clock }, ledger);
  const customer = new Customer(() => server.url);
  const load = new Load(customer, count, 16);
  // Longer than results are kept and tokens are good, each of them.
  const jumps = [30, -50, 0, -30, 60, 0];
  for (const [index, hours] of jumps.entries()) {
    await load.reached(Math.floor((2 * count * (index + 1)) / (jumps.length + 2)));
    set(hours);
  }
  await load.done;
  for (const id of load.acknowledged.values()) expect(ledger.completed.get(id)).toBe(1);
  expect(ledger.endedTwice).toEqual([]);
  // One whose result expired by such a jump before it was seen is gone; none has failed.
  const ends = [...load.ends.values()].map(({ status }) => status);
  expect(ends.filter((status) => status === 'Error')).toEqual([]);

  // Time that runs on as it should finds a service as it was.
  const id = await customer.submit(imageOf(count));
  expect((await customer.wait(id)).status).toBe('Completed');
  set(23);
  expect((await customer.look(id))?.status).toBe('Completed');
  set(25);
  expect((await customer.look(id))?.status).toBe('NotExist');
  expect(ledger.complaints).toEqual([]);
}, 120_000);
