import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packages = fileURLToPath(new URL('../../..', import.meta.url));
const scope = '@detect-regions/';

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * Lays packages of this workspace out as an installation would: packed as they would be published, with what they
 * depend on, in the `node_modules` of a folder. What they need of others is not installed.
 */
export async function installPacked(folder: string, names: readonly string[]): Promise<void> {
  const waiting = new Set(names);
  const dependencies: Record<string, string> = {};
  // A set is iterated to its end, what is added on the way included.
  for (const name of waiting) {
    const target = join(folder, 'node_modules', scope, name);
    await mkdir(target, { recursive: true });
    const tarball = join(folder, `${name}.tgz`);
    await run('pnpm', ['pack', '--out', tarball], { cwd: join(packages, name) });
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    const manifest = JSON.parse(await readFile(join(target, 'package.json'), 'utf8')) as Manifest;
    dependencies[scope + name] = manifest.version;
    for (const other of Object.keys(manifest.dependencies ?? {})) {
      if (other.startsWith(scope)) waiting.add(other.slice(scope.length));
    }
  }
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies }),
  );
}
