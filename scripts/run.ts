import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with no slash at its end. */
export const root: string = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** A failure that the user can mend: its message is all that is shown. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** How to run a program. */
export interface RunOptions {
  /** Variables on top of this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** The folder to run it in; the root by default. */
  readonly cwd?: string;
}

/**
 * Runs a program of the workspace; its output is shown only when it fails.
 *
 * @returns what it wrote on standard output
 * @throws {@link Refusal} with all that it wrote, when it fails
 */
export function run(program: string, args: readonly string[], { env, cwd = root }: RunOptions = {}): string {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return stdout;
  const reason = error ? ` (${error.message})` : '';
  throw new Refusal(`${program} ${args.join(' ')} failed${reason}\n${stdout ?? ''}${stderr ?? ''}`.trimEnd());
}

/** Runs a script's main function: a {@link Refusal} is told by its message alone, and exits with 1. */
export async function main(body: (args: string[]) => Promise<void> | void): Promise<void> {
  try {
    await body(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
