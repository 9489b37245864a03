import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** A folder that goes when it is disposed of, or when the process is told to end. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Makes a folder for files. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'detect-regions-bench-'));
  const remove = (): void => {
    for (const signal of signals) process.off(signal, leave);
    // A file may come into it while it goes.
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  };
  const leave = (signal: NodeJS.Signals): void => {
    remove();
    // Ended by the signal after all, so that whoever sent it sees that.
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, leave);
  return { path, [Symbol.dispose]: remove };
}
