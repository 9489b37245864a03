import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { lockFolder } from './folder-lock.ts';

const module = fileURLToPath(new URL('./folder-lock.ts', import.meta.url));

/** Locks the folder in another process, which is killed at once; returns how it went there. */
function lockElsewhere(folder: string): string {
  const script = `
    import { lockFolder } from ${JSON.stringify(module)};
    try { lockFolder(${JSON.stringify(folder)}); process.stdout.write('locked'); }
    catch (error) { process.stdout.write(String(error.code)); }
    process.kill(process.pid, 'SIGKILL');`;
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', script]);
  expect(signal).toBe('SIGKILL');
  return stdout.toString();
}

test('a locked folder is refused to other processes, also after this one asked for it again', async () => {
  const folder = await temporaryFolder();
  using lock = lockFolder(folder);
  expect(lock).toBeDefined();
  expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: 'data-in-use' }));
  expect(lockElsewhere(folder)).toBe('data-in-use');
});

test('a lock that is given up, or whose process was killed, is free', async () => {
  const folder = await temporaryFolder();
  lockFolder(folder)[Symbol.dispose]();
  expect(lockElsewhere(folder)).toBe('locked');
  using lock = lockFolder(folder);
  expect(lock).toBeDefined();
});
