import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A Redis of its own. */
export interface BenchRedis extends AsyncDisposable {
  readonly url: string;
}

/**
 * Starts Redis as the documentation says.
 *
 * @param folder - for its files
 * @throws Error where there is none on this machine, with the line that installs it
 */
export async function startRedis(folder: string): Promise<BenchRedis> {
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const missing = once(child, 'error').then(() => {
    throw new Error('needs Redis: apt-get install -y redis-server');
  });
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('Ready to accept connections')) return;
    }
    throw new Error('Redis did not start.');
  })();
  missing.catch(() => undefined);
  ready.catch(() => undefined);
  await Promise.race([ready, missing]);
  child.stdout.resume();
  return {
    url: `redis://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
