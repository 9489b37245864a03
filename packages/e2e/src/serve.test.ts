import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
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

  it('says that a port is taken', async () => {
    const { child, lines } = await serve([], 1);
    running.push(child);
    const { code, stdout, stderr } = await run(['serve', '--port', new URL(lines[0] ?? '').port]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain('is taken');
  });
});
