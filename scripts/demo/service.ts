import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Refusal, root } from '../run.ts';

/** A local service in a process of its own. */
export interface Service extends AsyncDisposable {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const cli = join(root, 'packages', 'cli', 'bin', 'detect-regions.js');

/** Starts `detect-regions serve` on a free port, as a user would, and reads address and credentials off its output. */
export async function startService(signal: AbortSignal): Promise<Service> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--data', 'memory'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    // Only the end is of interest, when something fails.
    log = (log + text).slice(-4000);
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exit;
  };
  try {
    const lines = createInterface({ input: child.stdout, signal });
    const found = new Map<string, string>();
    let url: string | undefined;
    for await (const line of lines) {
      url ??= line;
      const [, name, value] = /^export (\w+)='([^']*)'$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) found.set(name, value);
      const clientId = found.get('DETECT_REGIONS_CLIENT_ID');
      const clientSecret = found.get('DETECT_REGIONS_CLIENT_SECRET');
      if (clientId !== undefined && clientSecret !== undefined) {
        return { url, clientId, clientSecret, [Symbol.asyncDispose]: stop };
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
  await stop();
  signal.throwIfAborted();
  throw new Refusal(`the local service did not start:\n${log.trim()}`);
}
