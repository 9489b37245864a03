import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Process, run, serve, stop } from './cli.ts';

const page = fileURLToPath(new URL('../../../docs/pages/receipt.jpg', import.meta.url));

const running: Process[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => stop(child)));
});

describe('serve', () => {
  it('prints its address alone on the first line, then credentials that a shell can take and the service accepts', async () => {
    const { child, lines } = await serve([], 4);
    running.push(child);
    expect(lines[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const env = Object.fromEntries(
      lines.slice(1).map((line) => {
        const [, name, value] = /^export (\w+)='([^']+)'$/.exec(line) ?? [];
        return [name, value];
      }),
    );
    expect(Object.keys(env).sort()).toEqual([
      'DETECT_REGIONS_BASE_URL',
      'DETECT_REGIONS_CLIENT_ID',
      'DETECT_REGIONS_CLIENT_SECRET',
    ]);
    const detect = await run(['detect', page, '--dsr-mode', 'NoDsrNoFilter'], { env });
    expect(detect).toMatchObject({ code: 0, stderr: '' });
  });

  it('answers as soon as its address is printed', async () => {
    const { child, lines } = await serve(['--client', 'me:secret'], 1);
    running.push(child);
    expect((await fetch(`${lines[0]}/healthz`)).status).toBe(200);
  });

  it('accepts each of several clients', async () => {
    const { child, lines } = await serve(['--client', 'one:1st', '--client', 'two:2nd:with-colon'], 1);
    running.push(child);
    const token = async (id: string, secret: string): Promise<number> => {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_secret: secret,
      });
      return (await fetch(`${lines[0]}/connect/token`, { method: 'POST', body })).status;
    };
    expect([
      await token('one', '1st'),
      await token('two', '2nd:with-colon'),
      await token('one', '2nd'),
    ]).toEqual([200, 200, 401]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order on %s', async (signal) => {
    const { child, lines } = await serve([], 1);
    expect(await stop(child, signal)).toBe(0);
    await expect(fetch(`${lines[0]}/healthz`)).rejects.toThrow();
  });

  it('refuses credentials without a colon, and does not print them', async () => {
    const { code, stdout, stderr } = await run(['serve', '--client', 'ok:fine', '--client', 'only-a-secret']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--client number 2');
    expect(stderr).not.toContain('only-a-secret');
  });

  it('prints what is configured and where from, and no secret', async () => {
    const { code, stdout, stderr } = await run(
      ['serve', '--print-config', '--max-image', '5MiB', '--client', 'me:hidden-secret'],
      {
        env: {
          DETECT_REGIONS_SERVER_QUEUE: 'redis://:hidden-secret@localhost',
          DETECT_REGIONS_SERVER_IMAGES: '/i',
        },
      },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('hidden-secret');
    expect(JSON.parse(stdout)).toMatchObject({
      'limits.imageBytes': { value: 5_242_880, from: 'flag', name: '--max-image' },
      images: { value: '/i', from: 'environment', name: 'DETECT_REGIONS_SERVER_IMAGES' },
      host: { value: '127.0.0.1', from: 'default' },
    });
  });

  it.each([
    [
      ['--max-image', 'potato'],
      '--max-image (or DETECT_REGIONS_SERVER_MAX_IMAGE) must be a size such as 100MiB',
    ],
    [['--host', '0.0.0.0'], 'set --behind-proxy'],
  ])('refuses %j as wrong usage', async (flags, message) => {
    const { code, stdout, stderr } = await run(['serve', ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('accepts clients that new-client made, by their hashes', async () => {
    const made = await run(['new-client', 'ann']);
    const [, secret, entry] = /^secret: (\S+)\nentry: +(\{.*\})\n$/.exec(made.stdout) ?? [];
    const folder = await mkdtemp(join(tmpdir(), 'clients-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'clients.json'), `[${entry}]`);
    const { child, lines } = await serve(['--clients', join(folder, 'clients.json')], 1);
    running.push(child);
    const body = (clientSecret: string): RequestInit => ({
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'ann',
        client_secret: clientSecret,
      }),
    });
    expect((await fetch(`${lines[0]}/connect/token`, body(String(secret)))).status).toBe(200);
    expect((await fetch(`${lines[0]}/connect/token`, body('another'))).status).toBe(401);
  });

  it('keeps its credentials in the data folder', async () => {
    const data = await mkdtemp(join(tmpdir(), 'data-'));
    onTestFinished(() => rm(data, { recursive: true }));
    const first = await serve(['--data', data], 4);
    await stop(first.child);
    const again = await serve(['--data', data], 4);
    running.push(again.child);
    expect(again.lines.slice(2)).toEqual(first.lines.slice(2));
  });

  it('says that a port is taken', async () => {
    const { child, lines } = await serve([], 1);
    running.push(child);
    const { code, stdout, stderr } = await run(['serve', '--port', new URL(lines[0] ?? '').port]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain('is taken');
  });
});

describe('worker', () => {
  it('says what it needs', async () => {
    const { code, stdout, stderr } = await run(['worker']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--queue and --images');
  });

  it('refuses a queue with what it does not know, in the words of the flag', async () => {
    const queue = 'redis://:hidden-secret@127.0.0.1?prefiks=a';
    const { code, stderr } = await run(['worker', '--queue', queue, '--images', tmpdir()]);
    expect(code).toBe(2);
    expect(stderr).toContain('--queue may have the parameters prefix and lockSeconds');
    expect(stderr).not.toContain('hidden-secret');
  });

  it('refuses a queue that is no Redis, and does not print its password', async () => {
    const { code, stderr } = await run([
      'worker',
      '--queue',
      'http://:hidden-secret@127.0.0.1',
      '--images',
      '/i',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('--queue (or DETECT_REGIONS_SERVER_QUEUE) must be a redis:// or rediss:// URL');
    expect(stderr).not.toContain('hidden-secret');
  });
});
