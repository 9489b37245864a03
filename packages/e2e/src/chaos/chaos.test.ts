import type { DetectRegions } from '@detect-regions/sdk';
import { expect, it } from 'vitest';
import { detectWithCare, hastyClient, type Ledger } from './caller.ts';
import { tooLate } from './faults.ts';
import { lastSubmissions, Network } from './network.ts';
import { looksOf, regionsOf, Stub } from './stub.ts';

/** How many images go through; 10,000 take about half a minute. */
const tasks = Number(process.env.CHAOS_TASKS ?? 300);
const seed = Number(process.env.CHAOS_SEED ?? 1);
const concurrency = 64;

interface Run {
  readonly count: number;
  readonly client: DetectRegions;
  readonly ledger: Ledger;
  readonly network: Network;
  readonly stub: Stub;
  /** Retries that the client's own budget did not allow. */
  readonly denied: number;
  /** Requests that the client gave up for want of an answer. */
  readonly timeouts: number;
}

async function run(count: number, harsh: number, work: (run: Run) => Promise<void>): Promise<void> {
  const stub = new Stub();
  await using network = new Network(stub, seed, harsh);
  await network.open();
  let denied = 0;
  let timeouts = 0;
  const client = hastyClient({
    baseUrl: network.url,
    fetch: network.fetch,
    onEvent: (event) => {
      if (event.type === 'retry-denied') denied++;
      if ((event.type === 'retry' || event.type === 'failure') && event.reason === 'timeout') timeouts++;
    },
  });
  const ledger = await detectWithCare(client, Array(count).keys(), { concurrency });
  await work({ count, client, ledger, network, stub, denied, timeouts });
}

/**
 * The fewest requests that get as far as this with the faults that were dealt: one submission for each image; for each
 * that came to its end, as many looks as the service wanted; and one more request for each that went wrong, unless it
 * was the submission that an image in doubt was left with, which must not be sent again. Tokens are not billed, and
 * not counted here.
 */
function fewestCalls({ count, ledger: { done, doubts }, network: { log } }: Run): number {
  const last = lastSubmissions(log);
  const looks = [...done.keys()].reduce((sum, number) => sum + looksOf(number), 0);
  const mended = log.filter(
    (met) =>
      met.operation !== 'postToken' &&
      met.fault !== undefined &&
      !(doubts.has(met.number as number) && last.get(met.number) === met),
  );
  return count + looks + mended.length;
}

it.for([
  { name: 'one request in six', count: tasks, harsh: 1 },
  { name: 'nearly every second request', count: tasks / 5, harsh: 3 },
])(
  '$count images by a network on which $name goes wrong: none lost, none submitted twice, and hardly a call more than one for each image, one for each look that the service wants, and one for each fault that may be mended',
  { timeout: 300_000 },
  async ({ count, harsh }, { annotate }) => {
    await run(count, harsh, async (all) => {
      const { client, ledger, network, stub, denied, timeouts } = all;
      const { done, doubts, lost, mended } = ledger;
      const { usage } = client;

      expect(stub.complaints).toEqual([]);
      // Each image has its result, or is said to be in doubt; nothing else.
      expect(lost).toEqual([]);
      expect([...done.keys(), ...doubts.keys()].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
      for (const [number, regions] of done) expect(regions).toEqual(regionsOf(number));
      // What was accepted is known or in doubt, and was accepted once.
      expect([...stub.accepted].filter(([, times]) => times > 1)).toEqual([]);
      expect([...done.keys()].filter((number) => !stub.accepted.has(number))).toEqual([]);
      // What is in doubt could not be told by anybody on this side of the network.
      const last = lastSubmissions(network.log);
      const needless = [...doubts].filter(([number, { code }]) => {
        const met = last.get(number);
        // A machine that stands still for a while makes time limits out of nothing.
        return code !== 'timeout' && (met?.fault === undefined || met.verdict === 'unsent');
      });
      expect(needless.map(([number, error]) => [last.get(number), String(error)])).toEqual([]);

      // The client's own count is what the network saw, and what fetch was asked for.
      const counted = usage.postToken + usage.postDetectRegions + usage.getDetectRegions;
      expect(counted).toBe(network.fetched);
      // On a machine that stands still, the client may give up a request before the network has seen it.
      const late = network.log.filter(({ fault }) => fault === tooLate).length;
      const unseen = network.fetched - network.log.length;
      expect(unseen).toBeGreaterThanOrEqual(0);
      expect(unseen).toBeLessThanOrEqual(Math.max(0, timeouts - late));
      const calls = usage.postDetectRegions + usage.getDetectRegions;
      const fewest = fewestCalls(all);
      expect(calls).toBeGreaterThanOrEqual(fewest);
      expect(calls).toBeLessThanOrEqual(fewest * 1.05);
      // One token to begin with, and one for each that was taken back or got lost on its way.
      const revoked = network.log.filter(({ fault }) => fault?.startsWith('401')).length;
      const failed = network.log.filter((met) => met.operation === 'postToken' && met.fault).length;
      expect(usage.postToken).toBeLessThanOrEqual(1 + revoked + failed);

      const wrong = network.log.filter(({ fault }) => fault !== undefined).length;
      await annotate(
        `${calls} calls, the fewest for ${wrong} faults of ${network.fetched} requests: ${fewest}; ${doubts.size} images in doubt; ${mended.length} errors that a caller went on from, ${denied} for want of a retry`,
      );

      // Whoever decides so pays for those in doubt, and for no other.
      network.calm();
      const again = await detectWithCare(client, doubts.keys(), { concurrency, resubmit: 'always' });
      expect(again).toMatchObject({ lost: [], mended: [] });
      expect(again.done.size).toBe(doubts.size);
      const twice = [...stub.accepted].filter(([, times]) => times > 1).map(([number]) => number);
      expect(twice.filter((number) => !doubts.has(number))).toEqual([]);
      expect(stub.accepted.size).toBe(count);
    });
  },
);
