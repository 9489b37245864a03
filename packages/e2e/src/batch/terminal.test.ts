import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run } from '../cli.ts';
import { needTerminal, type OpenTerminal, openTerminal } from '../terminal/terminal.ts';
import { type StubBehaviour, type StubService, startStubService } from './stub-service.ts';
import { writeImages } from './tiny-png.ts';

const images = 24;

interface Setup {
  readonly folder: string;
  readonly stub: StubService;
  open(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<OpenTerminal>;
}

async function setUp(behaviour: Partial<StubBehaviour>): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'detect-regions-terminal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeImages(join(folder, 'in'), images);
  const usual = { seed: 'terminal', ledger: join(folder, 'ledger'), taskMs: 0, dropShare: 0, failShare: 0 };
  const stub = await startStubService({ ...usual, ...behaviour });
  onTestFinished(() => stub[Symbol.asyncDispose]());
  return {
    folder,
    stub,
    open: (args, env = {}) => openTerminal(['batch', ...args], { cwd: folder, env: { ...stub.env, ...env } }),
  };
}

const text = (screen: readonly string[]): string => screen.join('\n');

describe('batch in a terminal', () => {
  it('draws how far it is, ends in order at Ctrl-C, and goes on by the command that it prints', async (context) => {
    await needTerminal(context);
    const { folder, stub, open } = await setUp({ taskMs: 2_500 });
    {
      await using terminal = await open(['in', '--out', 'out']);
      const drawn = await terminal.until((screen) => /[1-9]\d? of 24 .*━/.test(text(screen)));
      expect(text(drawn)).toMatch(/8 running {2}0 failed/);
      expect(text(drawn)).toMatch(/\d+ calls/);
      expect(terminal.isStyled()).toBe(true);
      expect(terminal.hasCursor()).toBe(false);
      // Another can look, and not work.
      const options = { cwd: folder, env: stub.env };
      const look = await run(['batch', '--out', 'out', '--status'], options);
      expect([look.code, look.stdout]).toEqual([0, expect.stringMatching(/done +[1-9]\d* of 24 images/)]);
      const second = await run(['batch', 'in', '--out', 'out'], options);
      expect([second.code, second.stderr]).toEqual([2, expect.stringContaining('another batch is at work')]);
      terminal.write('\u0003');
      expect(await terminal.exit).toBe(130);
      expect(terminal.hasCursor()).toBe(true);
      const end = text(terminal.screen());
      // What was drawn over and over is gone.
      expect(end).not.toMatch(/━|running/);
      expect(end).toMatch(/^Interrupted\./m);
      expect(end).toMatch(/paid for +\d+ {2}accepted, to be fetched within 24 hours/);
      expect(end).toContain('detect-regions batch --journal out/detect-regions.journal');
    }
    const accepted = await stub.ledger();
    await using again = await open(['--journal', 'out/detect-regions.journal']);
    expect(await again.exit).toBe(0);
    expect(text(again.screen())).toContain('24 of 24 images');
    // What was paid for was fetched, and not sent again.
    const after = await stub.ledger();
    expect(after.size).toBe(images);
    for (const hash of accepted.keys()) expect(after.get(hash)).toBe(1);
    const files = await readdir(join(folder, 'out', 'box-0'));
    expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(images);
  });

  it('lets what is being sent arrive at the first Ctrl-C, and ends at once at the second', async (context) => {
    await needTerminal(context);
    const { stub, open } = await setUp({ answerMs: 2_000, taskMs: 60_000 });
    const beingSent = async (count: number): Promise<void> => {
      for (let times = 0; times < count; await delay(5)) {
        times = [...(await stub.ledger()).values()].reduce((sum, each) => sum + each, 0);
      }
    };
    {
      await using terminal = await open(['in', '--out', 'out', '--concurrency', '4']);
      await beingSent(4);
      terminal.write('\u0003');
      const ending = await terminal.until((screen) => text(screen).includes('being sent'));
      expect(text(ending)).toContain('4 being sent; Ctrl-C once more to end at once');
      expect(await terminal.exit).toBe(130);
      const end = text(terminal.screen());
      expect(end).toMatch(/paid for +4 /);
      expect(end).not.toContain('in doubt');
    }
    expect((await stub.ledger()).size).toBe(4);
    {
      await using terminal = await open(['in', '--out', 'other', '--concurrency', '4']);
      await beingSent(8);
      terminal.write('\u0003');
      await terminal.until((screen) => text(screen).includes('being sent'));
      terminal.write('\u0003');
      expect(await terminal.exit).toBe(130);
      expect(terminal.hasCursor()).toBe(true);
    }
    await using status = await open(['--out', 'other', '--status']);
    expect(await status.exit).toBe(0);
    expect(text(status.screen())).toMatch(/sending +4 {2}or in doubt, if no batch is at work/);
  });

  it('prints failures above what it draws', async (context) => {
    await needTerminal(context);
    const { open } = await setUp({ failShare: 0.2 });
    await using terminal = await open(['in', '--out', 'out']);
    expect(await terminal.exit).toBe(1);
    const end = terminal.transcript();
    const errors = end.filter((line) => line.startsWith('error: in/box-0/page-'));
    expect(errors.length).toBeGreaterThan(1);
    expect(new Set(errors).size).toBe(errors.length);
    const summary = end.findIndex((line) => line.startsWith('failed'));
    expect(end[summary]).toBe(`failed    ${errors.length}`);
    expect(end.lastIndexOf(errors.at(-1) ?? '')).toBeLessThan(summary);
  });

  it.for([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('draws nothing with %o', async (wish, context) => {
    await needTerminal(context);
    const { open } = await setUp({ failShare: 0.2 });
    await using terminal = await open(['in', '--out', 'out'], { ...wish });
    expect(await terminal.exit).toBe(1);
    expect(terminal.isStyled()).toBe(false);
    expect(terminal.raw()).not.toContain('\u001b[');
    expect(text(terminal.transcript())).not.toContain('running');
  });
});
