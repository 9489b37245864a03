// pnpm lint [CHECK…]  all static checks, or the named ones; each says what it found and how to mend it.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, Refusal, root, run } from './run.ts';
import { build } from './turbo.ts';

/** Packs every public package as it would be published, and looks at the tarball. */
async function checkPackages(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'detect-regions-pack-'));
  try {
    for (const name of await readdir(join(root, 'packages'))) {
      const cwd = join(root, 'packages', name);
      const { private: hidden } = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'));
      if (hidden === true) continue;
      run('pnpm', ['pack', '--out', join(folder, `${name}.tgz`)], { cwd });
      run('publint', ['--strict', join(folder, `${name}.tgz`)], { cwd });
      run('attw', [join(folder, `${name}.tgz`), '--profile', 'esm-only'], { cwd });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const checks: Record<string, () => void | Promise<void>> = {
  // Form and common faults. `pnpm format` mends most of what it finds.
  biome: () => void run('biome', ['check', '--error-on-warnings']),
  // The spec: valid, described, with an example for everything.
  spec: () => void run('redocly', ['lint', '--config', 'openapi/redocly.yaml', 'detect-regions']),
  // One version of each dependency, and package.json files in order.
  workspace: () => void run('sherif', ['-r', 'root-package-dependencies']),
  // Who may import whom.
  imports: () => void run('depcruise', ['packages', '--config', '.dependency-cruiser.mjs']),
  // Files, exports and dependencies that nobody uses.
  unused: () => void run('knip', ['--no-progress']),
  packages: checkPackages,
};

await main(async (names) => {
  const unknown = names.filter((name) => !Object.hasOwn(checks, name));
  if (unknown.length > 0)
    throw new Refusal(
      `no check is called ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`,
    );
  build();
  const failures: string[] = [];
  for (const [name, check] of Object.entries(checks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const started = performance.now();
    try {
      await check();
      console.log(`${name}: fine, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      console.log(`${name}: FAILED`);
      failures.push(error.message);
    }
  }
  if (failures.length > 0) throw new Refusal(failures.join('\n\n'));
});
