import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `.ci/run` keeps the Python programs that tests use; else the machine's own Python serves. */
const own = fileURLToPath(new URL('../../../.cache/python/bin/python3', import.meta.url));
const python = existsSync(own) ? own : 'python3';

/**
 * What a Python program printed. Where there is no Python 3 with the modules that it needs, the test is skipped with
 * the line that installs them; where `REQUIRE_ALL=1`, as in CI, it fails instead.
 */
export function runPython(
  skip: (note: string) => never,
  needs: { readonly module: string; readonly install: string },
  program: string,
  args: readonly string[],
): string {
  if (spawnSync(python, ['-c', `import ${needs.module}`]).status !== 0) {
    const note = `needs Python: python3 -m venv .cache/python && .cache/python/bin/pip install ${needs.install}`;
    if (process.env.REQUIRE_ALL === '1') throw new Error(note);
    skip(note);
  }
  const { status, stdout, stderr } = spawnSync(python, ['-c', program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
  return stdout;
}
