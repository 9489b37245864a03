import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** A failure that the user can mend: its message is all that is shown. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Runs a program of the workspace at the root; its output is shown only when it fails. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  throw new Refusal(`${program} ${args.join(' ')} failed${error ? ` (${error.message})` : ''}\n${stdout ?? ''}${stderr ?? ''}`.trimEnd());
}
