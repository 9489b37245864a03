import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
afterEach(() => rm(folder, { recursive: true, force: true }));

const require = createRequire(import.meta.url);

/** A folder with the built package, and with that msw under the name by which people import it. */
async function install(msw: string): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-msw-'));
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@detect-regions', 'msw'), { recursive: true });
  for (const part of ['dist', 'package.json']) {
    await cp(join(root, part), join(modules, '@detect-regions', 'msw', part), { recursive: true });
  }
  for (const [name, manifest] of [
    ['msw', msw],
    ['ajv', require.resolve('ajv/package.json')],
    ['@detect-regions/spec', require.resolve('@detect-regions/spec/package.json')],
    ['@detect-regions/regions', require.resolve('@detect-regions/regions/package.json')],
  ] as const) {
    await symlink(dirname(manifest), join(modules, name), 'junction');
  }
  await cp(join(root, 'test/fixtures/app.mjs'), join(folder, 'app.mjs'));
}

test.each([
  ['msw 3', require.resolve('msw/package.json')],
  ['msw 2', require.resolve('msw-2/package.json')],
])(
  'the built package works with %s and with the test runner of Node',
  async (_name, msw) => {
    await install(msw);
    // The runner behaves otherwise when it thinks that another one has started it.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const run = promisify(execFile)(process.execPath, ['--test', '--test-reporter=tap', 'app.mjs'], {
      cwd: folder,
      env,
    });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    expect(stdout).toContain('# pass 5\n');
    expect(stdout).toContain('# fail 0\n');
  },
  60_000,
);
