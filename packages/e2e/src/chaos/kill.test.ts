import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type DetectRegions, InDoubtError, type Store } from '@detect-regions/sdk';
import { fileStore } from '@detect-regions/sdk/file-store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { detectWithCare, hastyClient } from './caller.ts';
import { lastSubmissions, Network } from './network.ts';
import { regionsOf, Stub } from './stub.ts';

const count = Math.max(120, Number(process.env.CHAOS_TASKS ?? 300) / 4);
const seed = Number(process.env.CHAOS_SEED ?? 1);
/** In flight at once, as the program has it. */
const concurrency = 16;
/** After which share of the images the program is killed. */
const kills = [0.2, 0.4, 0.6];
const numbers = Array.from({ length: count }, (_, index) => index);
const program = fileURLToPath(new URL('batch-program.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-chaos-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the batch in a process of its own until `when`, then kills it as hard as can be. */
async function killed(args: readonly string[], when: Promise<void>): Promise<void> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit');
  const complaints = text(child.stderr);
  await Promise.race([when, exit]);
  child.kill('SIGKILL');
  await exit;
  expect(child.signalCode, await complaints).toBe('SIGKILL');
}

const connect = (network: Network, store: Store): DetectRegions =>
  hastyClient({ baseUrl: network.url, fetch: network.fetch, store });

it(`${count} images by such a network, with a store and a program that is killed again and again: none lost, none submitted twice, those in doubt are listed`, async () => {
  const file = join(folder, 'tasks.jsonl');
  const stub = new Stub();
  await using network = new Network(stub, seed);
  await network.open();
  for (const share of kills) {
    await killed([network.url, file, String(count)], stub.acceptedUpTo(share * count));
  }
  expect(stub.accepted.size).toBeLessThan(count);

  await using store = fileStore(file);
  const { done, doubts, lost } = await detectWithCare(connect(network, store), numbers, { concurrency });
  expect(stub.complaints).toEqual([]);
  expect(lost).toEqual([]);
  expect([...done.keys(), ...doubts.keys()].sort((a, b) => a - b)).toEqual(numbers);
  for (const [number, regions] of done) expect(regions).toEqual(regionsOf(number));
  expect([...stub.accepted].filter(([, times]) => times > 1)).toEqual([]);
  // In doubt is what met with a fault that leaves it so, or was on its way when the program was killed.
  const last = lastSubmissions(network.log);
  const cutOff = [...doubts.keys()].filter((number) => {
    const met = last.get(number);
    return met?.fault === undefined || met.verdict === 'unsent';
  });
  expect(cutOff.length).toBeLessThanOrEqual(kills.length * concurrency);

  // On a good day, another run finds all that was done in the store, and tells all that is in doubt.
  network.calm();
  const client = connect(network, store);
  const again = await detectWithCare(client, numbers, { concurrency });
  expect(client.usage.postDetectRegions).toBe(0);
  expect([...again.done.keys()].sort((a, b) => a - b)).toEqual([...done.keys()].sort((a, b) => a - b));
  expect([...again.doubts.values()].filter((error) => !(error instanceof InDoubtError))).toEqual([]);
  expect(again.doubts.size).toBe(doubts.size);
}, 300_000);
