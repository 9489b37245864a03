import { spawnSync } from 'node:child_process';

/** What a Python program printed, or `undefined` where there is no Python 3 with the modules that it needs. */
export function runPython(
  modules: readonly string[],
  program: string,
  args: readonly string[],
): string | undefined {
  const known = spawnSync('python3', ['-c', `import ${modules.join(', ')}`]);
  if (known.status !== 0) return undefined;
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
  return stdout;
}
