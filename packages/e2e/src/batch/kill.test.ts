import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { drawn } from '../chaos/random.ts';
import { run } from '../cli.ts';
import { isFull } from '../is-full.ts';
import { runAndKill, runMeasured, type Status } from './batch-runs.ts';
import { type StubService, startStubService } from './stub-service.ts';
import { hashOf, imageName, tinyPng, writeImages } from './tiny-png.ts';

const images = isFull ? 10_000 : 200;
const kills = isFull ? 3 : 2;
const seed = process.env.BATCH_SEED ?? 'batch 1';
/** Fewer images than the whole, and enough for all buffers to be full. */
const someImages = 2_000;
/** How much more memory five times as many images may take: what the heap happens to have not given back. */
const flat = 1.35;

/** Full size: minutes of work. */
const patience = isFull ? 1_200_000 : 60_000;

interface Setup {
  readonly count: number;
  readonly folder: string;
  readonly stub: StubService;
  readonly options: { readonly env: Readonly<Record<string, string>>; readonly cwd: string };
}

async function setUp(count: number, behaviour: { dropShare: number; failShare: number }): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'detect-regions-batch-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeImages(join(folder, 'in'), count);
  const stub = await startStubService({ seed, ledger: join(folder, 'ledger'), taskMs: 20, ...behaviour });
  onTestFinished(() => stub[Symbol.asyncDispose]());
  return { count, folder, stub, options: { env: stub.env, cwd: folder } };
}

/** Kills a batch a moment after so many images were accepted. However slow this test is, the batch is not done by then. */
async function killAfter(
  goal: number,
  args: readonly string[],
  { count, stub, options }: Setup,
  moment: number,
): Promise<void> {
  await stub.setRoom(Math.floor((goal + count) / 2));
  await runAndKill(args, options, async () => {
    while ((await stub.ledger()).size < goal) await delay(5);
    await delay(20 * moment);
  });
  await stub.setRoom(undefined);
}

async function statusOf({ options }: Setup): Promise<Status> {
  const { stdout } = await run(['batch', '--out', 'out', '--status', '--format', 'json'], options);
  return JSON.parse(stdout) as Status;
}

/** The hashes of the images that a list of `--status` names. */
async function listed({ options }: Setup, list: '--failed' | '--in-doubt'): Promise<string[]> {
  const { stdout } = await run(['batch', '--out', 'out', '--status', list, '--format', 'json'], options);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => hashOf(tinyPng(numberIn((JSON.parse(line) as { input: string }).input))));
}

function numberIn(name: string): number {
  return Number(/page-(\d+)/.exec(name)?.[1] ?? Number.NaN);
}

/** What the service has found on an image, by the file of its result; a file that is not whole can't be read. */
async function rightEdgeIn(file: string): Promise<number> {
  const [page] = JSON.parse(await readFile(file, 'utf8')) as [{ regions: { right: number }[] }];
  return page.regions[0]?.right ?? Number.NaN;
}

function rightEdge(number: number): number {
  return 1 + Number.parseInt(hashOf(tinyPng(number)).slice(0, 6), 16);
}

describe('a batch that is killed by kill -9', () => {
  it(`goes on each time to the end of ${images} images; none is paid for twice, and those in doubt are for the user to decide`, {
    timeout: patience,
  }, async () => {
    const setup = await setUp(images, {
      dropShare: isFull ? 0.004 : 0.02,
      failShare: isFull ? 0.004 : 0.02,
    });
    const { folder, stub, options } = setup;
    const args = ['batch', 'in', '--out', 'out', '--concurrency', '32', '--quiet'];

    for (let kill = 0; kill < kills; kill++) {
      // When in its share of the work, the seed decides; and then somewhere between two steps.
      const goal = Math.floor((images * (kill + 0.2 + 0.6 * drawn(`${seed} kill ${kill}`))) / (kills + 1));
      await killAfter(goal, args, setup, drawn(`${seed} pause ${kill}`));
    }
    const last = await run(args, options);
    expect(last.code).toBe(1);
    const status = await statusOf(setup);
    expect(status).toMatchObject({ images, submitted: 0, left: 0 });
    expect(status.done + status.failed + status.inDoubt).toBe(images);

    // None was accepted twice.
    const ledger = await stub.ledger();
    expect([...ledger].filter(([, times]) => times > 1)).toEqual([]);
    // What was accepted has a result, or is told; and what was not accepted was not left out but is in doubt.
    const doubts = await listed(setup, '--in-doubt');
    const failures = await listed(setup, '--failed');
    expect(doubts).toHaveLength(status.inDoubt);
    // The service cuts the connection of some, so there are doubts, whatever the kills leave.
    expect(doubts.length).toBeGreaterThan(0);
    const told = new Set([...doubts, ...failures]);
    for (let number = 0; number < images; number++) {
      const hash = hashOf(tinyPng(number));
      const file = join(folder, 'out', imageName(number).replace('.png', '.json'));
      if (told.has(hash)) continue;
      expect(ledger.get(hash), imageName(number)).toBe(1);
      expect(await rightEdgeIn(file)).toBe(rightEdge(number));
    }
    // Nothing half done lies about.
    const files = await readdir(join(folder, 'out'), { recursive: true });
    expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(status.done);

    // The same command sends nothing any more.
    const submissions = (await stub.book()).calls.postDetectRegions;
    expect((await run(args, options)).code).toBe(1);
    expect((await stub.book()).calls.postDetectRegions).toBe(submissions);

    // The user decides: only those in doubt are sent again, and then those that failed.
    expect((await run([...args, '--resubmit', 'in-doubt'], options)).code).toBe(1);
    expect(await statusOf(setup)).toMatchObject({ inDoubt: 0, failed: expect.any(Number), left: 0 });
    expect((await run(['batch', '--out', 'out', '--retry-failed', '--quiet'], options)).code).toBe(0);
    const after = await stub.ledger();
    expect(await statusOf(setup)).toMatchObject({ images, done: images });
    const decided = new Set([...doubts, ...failures]);
    for (const [hash, times] of after) if (!decided.has(hash)) expect(times).toBe(1);
    for (let number = 0; number < images; number++) {
      const file = join(folder, 'out', imageName(number).replace('.png', '.json'));
      expect(await rightEdgeIn(file)).toBe(rightEdge(number));
    }
  });

  it('appends to one file without a line too many, too few or half', { timeout: patience }, async () => {
    const count = isFull ? 2_000 : 80;
    const setup = await setUp(count, { dropShare: 0, failShare: 0 });
    const { folder, options } = setup;
    const args = [
      'batch',
      'in',
      '--out',
      'all.jsonl',
      '--concurrency',
      '16',
      '--quiet',
      '--resubmit',
      'in-doubt',
    ];
    for (let kill = 0; kill < kills; kill++) {
      const goal = Math.floor((count * (kill + 0.5)) / (kills + 1));
      await killAfter(goal, args, setup, drawn(`${seed} append ${kill}`));
    }
    const { code, stderr } = await run(args, options);
    expect([code, stderr]).toEqual([0, '']);
    const lines = (await readFile(join(folder, 'all.jsonl'), 'utf8')).trimEnd().split('\n');
    const pages = lines.map((line) => JSON.parse(line) as { input: string; regions: { right: number }[] });
    expect(new Set(pages.map(({ input }) => input)).size).toBe(count);
    expect(pages).toHaveLength(count);
    for (const { input, regions } of pages) expect(regions[0]?.right).toBe(rightEdge(numberIn(input)));
  });
});

describe.runIf(isFull)('the memory of a batch', () => {
  it('does not grow with the number of images', { timeout: patience }, async ({ annotate }) => {
    const peaks: number[] = [];
    for (const count of [someImages, images]) {
      const { options } = await setUp(count, { dropShare: 0, failShare: 0 });
      const args = ['batch', 'in', '--out', 'out', '--concurrency', '32', '--quiet'];
      const { code, peakBytes } = await runMeasured(args, options);
      expect(code).toBe(0);
      peaks.push(peakBytes ?? Number.NaN);
    }
    const [some = Number.NaN, all = Number.NaN] = peaks;
    const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
    const ratio = all / some;
    await annotate(
      `${someImages}: ${megabytes(some)}, ${images}: ${megabytes(all)}, ratio ${ratio.toFixed(2)}`,
    );
    // Not a number where the system does not tell.
    if (!Number.isNaN(ratio)) expect(ratio).toBeLessThan(flat);
  });
});
