import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockJournal } from './journal-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Locks the journal in another process, which is killed at once; returns how it went there. */
function lockElsewhere(journal: string): string {
  const script = `
    import { lockJournal } from ${JSON.stringify(fileURLToPath(new URL('./journal-lock.ts', import.meta.url)))};
    try { lockJournal(${JSON.stringify(journal)}); process.stdout.write('locked'); }
    catch (error) { process.stdout.write(String(error.code)); }
    process.kill(process.pid, 'SIGKILL');`;
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', script]);
  expect(signal).toBe('SIGKILL');
  return stdout.toString();
}

test('a journal is for one process; its lock goes with the process, and leaves nothing when it is given up', async () => {
  const journal = join(folder, 'j');
  {
    using _lock = lockJournal(journal);
    expect(lockElsewhere(journal)).toBe('journal-in-use');
    expect(() => lockJournal(journal)).toThrow('another batch is at work');
  }
  expect(await readdir(folder)).toEqual([]);
  expect(lockElsewhere(journal)).toBe('locked');
  // Killed: the file is there, and the lock is free.
  expect(await readdir(folder)).toEqual(['j.lock']);
  using _again = lockJournal(journal);
});
