import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DetectRegions } from '@detect-regions/sdk';
import { afterEach, beforeEach, describe, expect, it, type TestContext, vi } from 'vitest';
import { parse } from 'yaml';
import { run } from '../cli.ts';
import { need, redis } from '../requirement.ts';
import { Container } from './container.ts';
import { readDockerfile } from './dockerfile.ts';

const deploy = new URL('../../../server/deploy/', import.meta.url);
const page = fileURLToPath(new URL('../../../../docs/pages/receipt.jpg', import.meta.url));
const text = (name: string): Promise<string> => readFile(new URL(name, deploy), 'utf8');
const image = readDockerfile(await text('Dockerfile'));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deploy-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

/** Several processes a test: they run in CI, or when asked for. */
function skipUnlessAll(context: TestContext): void {
  if (process.env.REQUIRE_ALL !== '1')
    context.skip('runs what Docker, compose and systemd would: set REQUIRE_ALL=1');
}

/** Waits until a container is healthy by its own check. */
async function healthy(container: Container, check: readonly string[]): Promise<void> {
  await vi.waitFor(async () => expect(await container.check(check), container.log.join('\n')).toBe(0), {
    timeout: 60_000,
    interval: 200,
  });
}

describe('the image', () => {
  it('runs the service with its data in the volume, is healthy, and ends in order', async (context) => {
    skipUnlessAll(context);
    const port = await freePort();
    const data = join(folder, 'data');
    const env = { ...image.env, DETECT_REGIONS_SERVER_PORT: port };
    await using container = new Container([...image.entrypoint, ...image.cmd], {
      env,
      places: { '/data': data },
    });
    await healthy(container, image.healthcheck);
    expect(image.volumes).toEqual(['/data']);
    expect(await readdir(data)).toContain('signing-key');
    expect(container.log.filter((line) => line.includes('config.odd'))).toEqual([]);
    expect(await container.stop()).toBe(0);
    expect(await container.check(image.healthcheck)).toBe(1);
  });

  it('does not run as root', () => {
    expect(image.user).toBe('node');
  });
});

interface Service {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck: { readonly test: readonly [string, ...string[]] };
  readonly deploy?: { readonly replicas: number };
}

describe('the compose file', () => {
  it('runs a server, two workers and Redis, which look at a page together', async (context) => {
    skipUnlessAll(context);
    const program = need(context, redis);
    const compose = parse(await text('compose.yaml'), { merge: true });
    const {
      server,
      worker,
      redis: queue,
    } = compose.services as Record<'server' | 'worker' | 'redis', Service>;
    const [port, redisPort] = [await freePort(), await freePort()];
    const { stdout } = await run(['new-client', 'team']);
    const [, secret = ''] = /^secret: (.*)$/m.exec(stdout) ?? [];
    const [, entry = ''] = /^entry: +(.*)$/m.exec(stdout) ?? [];
    await writeFile(join(folder, 'clients'), `[${entry}]`);
    await writeFile(join(folder, 'signing-key'), randomBytes(32).toString('base64'), { mode: 0o600 });
    await mkdir(join(folder, 'redis'));
    const places = {
      '/run/secrets': folder,
      '/images': join(folder, 'images'),
      '/data': join(folder, 'data'),
      'redis:6379': `127.0.0.1:${redisPort}`,
      'redis-server': program,
    };

    const more = ['--port', redisPort, '--dir', join(folder, 'redis'), '--bind', '127.0.0.1'];
    await using _redis = new Container([...queue.command, ...more], { env: {}, places });
    const start = async (service: Service, env: Record<string, string>): Promise<Container> =>
      new Container([...image.entrypoint, ...service.command], {
        env: { ...image.env, ...service.environment, ...env },
        places,
      });
    await using one = await start(server, { DETECT_REGIONS_SERVER_PORT: port });
    await healthy(one, image.healthcheck);
    expect(worker.deploy?.replicas).toBe(2);
    const workerCheck = worker.healthcheck.test.slice(1).map((word) => word.replaceAll('$$', '$'));
    const metrics = async () => ({ DETECT_REGIONS_SERVER_METRICS_PORT: await freePort() });
    await using two = await start(worker, await metrics());
    await using three = await start(worker, await metrics());
    await Promise.all([healthy(two, workerCheck), healthy(three, workerCheck)]);

    const client = new DetectRegions({
      baseUrl: `http://127.0.0.1:${port}`,
      clientId: 'team',
      clientSecret: secret,
    });
    const { regions } = await client.detect({ path: page }, { settings: { dsrMode: 'NoDsrNoFilter' } });
    expect(regions).toHaveLength(1);
    expect(await Promise.all([one.stop(), two.stop(), three.stop()])).toEqual([0, 0, 0]);
    for (const { log } of [one, two, three]) {
      expect(log.filter((line) => /config\.odd|"level":"error"/.test(line))).toEqual([]);
      expect(log.filter((line) => line.includes(secret))).toEqual([]);
    }
  }, 180_000);
});

describe('the unit for systemd', () => {
  it('runs the service with its data where systemd keeps state, and ends in order on its signal', async (context) => {
    skipUnlessAll(context);
    const lines = (await text('detect-regions.service')).split('\n');
    const all = (name: string): string[] =>
      lines.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1));
    const env = Object.fromEntries(
      all('Environment').map((pair) => pair.split(/=(.*)/s, 2) as [string, string]),
    );
    expect(env.DETECT_REGIONS_SERVER_DATA).toBe(`/var/lib/${all('StateDirectory')[0]}`);
    const port = await freePort();
    const data = join(folder, 'state');
    await using unit = new Container(all('ExecStart')[0]?.split(' ') ?? [], {
      env: { ...env, DETECT_REGIONS_SERVER_PORT: port },
      places: { '/var/lib/detect-regions': data },
    });
    await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200), {
      timeout: 60_000,
      interval: 200,
    });
    expect(await readdir(data)).toContain('signing-key');
    expect(await unit.stop()).toBe(0);
  });
});
