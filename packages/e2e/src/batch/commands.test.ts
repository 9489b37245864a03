import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'vitest';
import { type RunResult, run } from '../cli.ts';
import { type StubBehaviour, type StubService, startStubService } from './stub-service.ts';
import { hashOf, tinyPng, writeImages } from './tiny-png.ts';

interface Setup {
  readonly folder: string;
  readonly stub: StubService;
  /** Runs `batch` in the folder, against the stub service. */
  batch(...args: readonly string[]): Promise<RunResult>;
  /** How many billed calls the service has seen. */
  calls(): Promise<number>;
}

async function setUp(
  { onTestFinished }: TestContext,
  count: number,
  behaviour: Partial<StubBehaviour> = {},
): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'detect-regions-batch-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeImages(join(folder, 'in'), count);
  const usual = { seed: 'commands', ledger: join(folder, 'ledger'), taskMs: 0, dropShare: 0, failShare: 0 };
  const stub = await startStubService({ ...usual, ...behaviour });
  onTestFinished(() => stub[Symbol.asyncDispose]());
  return {
    folder,
    stub,
    batch: (...args) => run(['batch', ...args], { env: stub.env, cwd: folder }),
    async calls() {
      const { postToken: _free, ...billed } = (await stub.book()).calls;
      return Object.values(billed).reduce((sum, count) => sum + count, 0);
    },
  };
}

/** The files with results, in order. */
async function resultsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.json')).sort();
}

describe.concurrent('batch', () => {
  it('makes the folders of the images again, and does nothing twice', async (context) => {
    const { expect } = context;
    const { folder, batch, calls } = await setUp(context, 4);
    await mkdir(join(folder, 'in', 'deep', 'er'), { recursive: true });
    // The same image under another name is paid for once.
    await copyFile(join(folder, 'in', 'box-0', 'page-2.png'), join(folder, 'in', 'deep', 'er', 'page-2.png'));
    const first = await batch('in', '--out', 'out');
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('5 of 5 images');
    expect(await resultsIn(join(folder, 'out'))).toEqual([
      'box-0/page-0.json',
      'box-0/page-1.json',
      'box-0/page-2.json',
      'box-0/page-3.json',
      'deep/er/page-2.json',
    ]);
    expect(first.stderr).toMatch(/4 submit/);
    const before = await calls();
    expect((await batch('in', '--out', 'out')).code).toBe(0);
    expect(await calls()).toBe(before);
    // New images join; a name that is taken is not.
    await writeFile(join(folder, 'in', 'box-0', 'page-9.png'), tinyPng(9));
    expect((await batch('in', '--out', 'out')).stderr).toContain('6 of 6 images');
  });

  it('stops before a call more than its budget, and goes on with a larger one', async (context) => {
    const { expect } = context;
    const { stub, batch, calls, folder } = await setUp(context, 20, { taskMs: 100 });
    const first = await batch(
      'in',
      '--out',
      'out',
      '--max-calls',
      '17',
      '--price-per-call',
      '0.5',
      '--currency',
      'EUR',
    );
    expect(first.code).toBe(1);
    expect(await calls()).toBeLessThanOrEqual(17);
    expect(first.stderr).toContain('Ended before the limit of calls would have been passed');
    expect(first.stderr).toMatch(/calls +\d+: \d+ submit, \d+ result +[\d.]+ EUR/);
    // The limit is for all runs together.
    const used = await calls();
    expect((await batch('in', '--out', 'out', '--max-calls', String(used))).code).toBe(1);
    expect(await calls()).toBe(used);
    const [, command = ''] = /detect-regions batch (--journal .*)/.exec(first.stderr) ?? [];
    expect(command).toMatch(/--max-calls \d+/);
    const journal = command.split(' ')[1] ?? '';
    expect((await batch('--journal', journal)).code).toBe(0);
    expect(await resultsIn(join(folder, 'out'))).toHaveLength(20);
    for (const times of (await stub.ledger()).values()) expect(times).toBe(1);
  });

  it('tells failures by their reason, lists them, and tries just those again', async (context) => {
    const { expect } = context;
    const { folder, stub, batch } = await setUp(context, 30, { failShare: 0.2 });
    await writeFile(join(folder, 'in', 'box-0', 'broken.png'), 'no image');
    const first = await batch('in', '--out', 'out', '--error-format', 'json');
    expect(first.code).toBe(1);
    const lines = first.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const summary = lines.at(-1).summary;
    const failed = summary.failed as number;
    expect(failed).toBeGreaterThan(1);
    expect(lines.filter((line) => line.error !== undefined)).toHaveLength(failed);
    expect(summary).toMatchObject({ images: 31, done: 31 - failed, left: 0, inDoubt: 0 });
    expect(summary.failures.map(({ code }: { code: string }) => code).sort()).toEqual([
      'detection-failed',
      'invalid-input',
    ]);
    const list = await batch('--status', '--out', 'out', '--failed', '--format', 'json');
    const listed = list.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(listed).toHaveLength(failed);
    expect(listed).toContainEqual(
      expect.objectContaining({ input: 'in/box-0/broken.png', code: 'invalid-input' }),
    );

    // What the summary says does only those: the new image is left for the batch itself.
    await writeFile(join(folder, 'in', 'box-0', 'broken.png'), tinyPng(1_001));
    await writeFile(join(folder, 'in', 'box-0', 'new.png'), tinyPng(2_000));
    const status = await batch('--status', '--out', 'out');
    expect(status.stdout).toContain('--retry-failed');
    const again = await batch('--journal', 'out/detect-regions.journal', '--retry-failed');
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('31 of 31 images')]);
    expect((await stub.ledger()).has(hashOf(tinyPng(2_000)))).toBe(false);
  });

  it('lists what is in doubt, and sends it again only when it is told to', async (context) => {
    const { expect } = context;
    const { stub, batch } = await setUp(context, 12, { dropShare: 0.4 });
    const first = await batch('in', '--out', 'out', '--error-format', 'json');
    expect(first.code).toBe(1);
    const { summary } = JSON.parse(first.stderr.trim().split('\n').at(-1) ?? '');
    expect(summary.inDoubt).toBeGreaterThan(0);
    const { stdout } = await batch('--status', '--out', 'out', '--in-doubt');
    expect(stdout.trim().split('\n')).toHaveLength(summary.inDoubt);
    await batch('in', '--out', 'out');
    for (const times of (await stub.ledger()).values()) expect(times).toBe(1);
    expect((await batch('in', '--out', 'out', '--resubmit', 'in-doubt')).code).toBe(0);
    const twice = [...(await stub.ledger()).values()].filter((times) => times === 2);
    expect(twice).toHaveLength(summary.inDoubt);
  });

  it('leaves the rest alone when the service fails again and again, and goes on later', async (context) => {
    const { expect } = context;
    const { stub, batch, folder } = await setUp(context, 60);
    await stub.setDown(true);
    const down = await batch('in', '--out', 'out', '--concurrency', '4');
    expect(down.code).toBe(4);
    expect(down.stderr).toContain('could not be reached, or failed, again and again');
    await stub.setDown(false);
    // After an answer of 500 nobody knows whether the image was accepted.
    expect(down.stderr).toMatch(/in doubt {2}1\d/);
    expect((await batch('in', '--out', 'out', '--resubmit', 'in-doubt')).code).toBe(0);
    expect(await resultsIn(join(folder, 'out'))).toHaveLength(60);
  });

  it('counts and prices without sending or writing anything', async (context) => {
    const { expect } = context;
    const { folder, batch, calls } = await setUp(context, 10);
    const args = ['in', '--out', 'out', '--dry-run', '--price-per-call', '0.002', '--price', 'submit=0.01'];
    const { code, stdout, stderr } = await batch(...args, '--currency', 'EUR');
    expect([code, stderr]).toEqual([0, '']);
    // 10 × 0.01 for the submissions, and 10, 40, 100 × 0.002 for the polls.
    expect(stdout).toMatch(/images +10\n/);
    expect(stdout).toMatch(/at least +20 calls +0\.12 EUR +\(1 poll an image\)/);
    expect(stdout).toMatch(/usual +50 calls +0\.18 EUR +\(4 polls an image\)/);
    expect(stdout).toMatch(/if slow +110 calls +0\.30 EUR +\(10 polls an image\)/);
    expect(await calls()).toBe(0);
    expect(await readdir(folder)).not.toContain('out');
    const json = JSON.parse((await batch(...args, '--format', 'json')).stdout);
    expect(json).toMatchObject({
      images: 10,
      left: 10,
      usual: { calls: 50, cost: expect.closeTo(0.18) },
      basis: 'assumed',
    });
  });

  it('asks less often where a poll is worth more, and expects that of the bill', async (context) => {
    const { expect } = context;
    const polls: number[] = [];
    for (const price of ['0.05', '1']) {
      const { batch, stub } = await setUp(context, 8, { taskMs: 400 });
      const args = ['in', '--out', 'out', '--poll-price', price];
      const { stdout } = await batch(...args, '--dry-run');
      expect(stdout).toContain(price === '1' ? '(2 polls an image)' : '(4 polls an image)');
      expect((await batch(...args)).code).toBe(0);
      polls.push((await stub.book()).calls.getDetectRegions ?? 0);
    }
    const [eager = 0, patient = 0] = polls;
    expect(patient).toBeGreaterThanOrEqual(8);
    expect(patient).toBeLessThan(eager);
  });

  it('refuses to go on with something else, and to overwrite what is not its own', async (context) => {
    const { expect } = context;
    const { folder, batch } = await setUp(context, 3);
    expect((await batch('in', '--out', 'out')).code).toBe(0);
    const other = await batch('in', '--out', 'out', '--dsr-mode', 'LineDetector');
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('dsrMode: Regions then, LineDetector now');
    expect(other.stderr).toContain('To start anew');
    const local = await batch('in', '--out', 'out', '--local');
    expect([local.code, local.stderr]).toEqual([2, expect.stringContaining('local now')]);

    // A stranger's file is found before anything is spent on the image.
    await mkdir(join(folder, 'other', 'box-0'), { recursive: true });
    await writeFile(join(folder, 'other', 'box-0', 'page-1.json'), 'mine');
    const existing = await batch('in', '--out', 'other');
    expect(existing.code).toBe(1);
    expect(existing.stderr).toMatch(/page-1\.json exists already/);
    expect(await readFile(join(folder, 'other', 'box-0', 'page-1.json'), 'utf8')).toBe('mine');
    expect(await resultsIn(join(folder, 'other'))).toHaveLength(3);
  });

  it('appends to one file, in the format of its ending', async (context) => {
    const { expect } = context;
    const { folder, batch } = await setUp(context, 5);
    expect((await batch('in', '--out', 'all.csv')).code).toBe(0);
    const lines = (await readFile(join(folder, 'all.csv'), 'utf8')).trim().split(/\r?\n/);
    expect(lines).toHaveLength(6);
    await writeFile(join(folder, 'in', 'box-0', 'page-9.png'), tinyPng(9));
    expect((await batch('in', '--out', 'all.csv')).code).toBe(0);
    expect((await readFile(join(folder, 'all.csv'), 'utf8')).trim().split(/\r?\n/)).toHaveLength(7);
    const taken = await batch('in', '--out', 'all.csv', '--journal', 'other.journal');
    expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining('exists already')]);
  });

  it('writes nothing on standard output, and no colours into a pipe', async (context) => {
    const { expect } = context;
    const { batch } = await setUp(context, 3, { failShare: 1 });
    const { stdout, stderr } = await batch('in', '--out', 'out');
    expect(stdout).toBe('');
    expect(stderr).not.toContain('\u001b');
  });
});
