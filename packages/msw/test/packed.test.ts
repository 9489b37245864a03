import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A folder with the built package, and with that msw under the name by which people import it. */
async function install(msw: string): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-msw-'));
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@detect-regions', 'msw'), { recursive: true });
  for (const part of ['dist', 'package.json']) {
    await cp(join(root, part), join(modules, '@detect-regions', 'msw', part), { recursive: true });
  }
  for (const [name, target] of [
    ['msw', msw],
    ['ajv', 'ajv'],
    ['@detect-regions/spec', '@detect-regions/spec'],
    ['@detect-regions/regions', '@detect-regions/regions'],
  ] as const) {
    await symlink(await realpath(join(root, 'node_modules', target)), join(modules, name), 'junction');
  }
  await cp(join(root, 'test/fixtures/app.test.mjs'), join(folder, 'app.test.mjs'));
}

test.each(['msw', 'msw-2'])(
  'the built package works with %s and with the test runner of Node',
  async (msw) => {
    await install(msw);
    // The runner behaves otherwise when it thinks that another one has started it.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const run = promisify(execFile)(process.execPath, ['--test', '--test-reporter=tap', 'app.test.mjs'], {
      cwd: folder,
      env,
    });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    expect(stdout).toContain('# pass 5\n');
    expect(stdout).toContain('# fail 0\n');
  },
  60_000,
);
