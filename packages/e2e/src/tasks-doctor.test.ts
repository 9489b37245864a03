import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunOptions, run } from './cli.ts';
import { isFull } from './is-full.ts';
import { json, stubService, token } from './tasks-stub.ts';
import { needTerminal, openTerminal } from './terminal/terminal.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Finding {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly advice?: string;
}

const withoutEngine = ['--no-engine'];

/** What doctor finds, by names; of several of one name the last. */
async function findings(
  options: RunOptions,
  args: readonly string[] = withoutEngine,
): Promise<{ code: number | null; found: Record<string, Finding> }> {
  const { code, stdout } = await run(['doctor', '--format', 'json', ...args], { cwd: folder, ...options });
  const { exitCode, checks } = JSON.parse(stdout) as { exitCode: number; checks: Finding[] };
  expect(exitCode).toBe(code);
  return { code, found: Object.fromEntries(checks.map((finding) => [finding.name, finding])) };
}

const statuses = (found: Record<string, Finding>): Record<string, string> =>
  Object.fromEntries(Object.values(found).map(({ name, status }) => [name, status]));

describe('doctor', () => {
  it('finds all well with a service that is, and asks it for a token alone', async () => {
    await using stub = await stubService();
    const { code, found } = await findings({ env: stub.env }, []);
    expect({ code, asked: stub.asked }).toEqual({ code: 0, asked: ['postToken'] });
    expect(statuses(found)).toEqual({
      node: 'ok',
      versions: 'ok',
      credentials: 'ok',
      reach: 'ok',
      token: 'ok',
      clock: 'ok',
      proxy: 'ok',
      engine: 'ok',
      'settings-folder': 'ok',
      redis: 'skipped',
    });
    expect(found.engine?.message).toMatch(/native|WebAssembly/);
    expect(JSON.stringify(found)).not.toContain('a-secret');
  });

  it('works without an account and without a network, and says what works all the same', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as { port: number };
    await once(nobody.close(), 'close');
    const { code, found } = await findings({}, [...withoutEngine, '--base-url', `http://127.0.0.1:${port}`]);
    expect(code).toBe(3);
    expect(found.credentials).toMatchObject({
      status: 'failed',
      advice: expect.stringContaining('detect --local and serve work'),
    });
    expect(found.reach).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('nothing listens there'),
    });
  });

  it('tells a clock that is wrong, and how to set it', async () => {
    await using stub = await stubService({ postToken: token(new Date(Date.now() + 5.2 * 86_400_000)) });
    const { code, found } = await findings({ env: stub.env });
    expect(code).toBe(1);
    expect(found.clock).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('5 days behind'),
      advice: expect.any(String),
    });
  });

  it.runIf(isFull)('tells credentials that are refused, and takes the time all the same', async () => {
    await using stub = await stubService({ postToken: json({ error: 'invalid_client' }, 401) });
    const { code, found } = await findings({ env: stub.env });
    expect({ code, ...statuses(found) }).toMatchObject({
      code: 3,
      token: 'failed',
      clock: 'ok',
      reach: 'ok',
    });
    expect(stub.asked).toEqual(['postToken']);
  });

  it.runIf(isFull)(
    'tells a file that others can read, a .env too, and a proxy that is not used',
    async () => {
      const config = join(folder, 'config');
      await mkdir(join(config, 'detect-regions'), { recursive: true });
      await writeFile(join(config, 'detect-regions', 'credentials.json'), '{"profiles":{}}');
      const cwd = await mkdtemp(join(folder, 'project-'));
      await writeFile(join(cwd, '.env'), 'DETECT_REGIONS_CLIENT_SECRET=half-of-it');
      await chmod(join(cwd, '.env'), 0o644);
      await chmod(join(config, 'detect-regions', 'credentials.json'), 0o644);
      const env = {
        XDG_CONFIG_HOME: config,
        HTTPS_PROXY: 'http://me:hush@proxy.example:3128',
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
      };
      const { code, found } = await findings({ env, cwd }, [...withoutEngine, '--profile', 'default']);
      expect(code).toBe(3);
      expect(found.credentials?.advice).toContain('chmod 600');
      expect(found['dot-env']).toMatchObject({
        status: 'warning',
        advice: expect.stringContaining('chmod 600'),
      });
      expect(found.proxy).toMatchObject({
        status: 'warning',
        advice: expect.stringContaining('NODE_USE_ENV_PROXY=1'),
      });
      expect(found.certificates?.status).toBe('failed');
      expect(JSON.stringify(found)).not.toMatch(/hush|half-of-it/);
    },
  );

  it.runIf(isFull)('tells a Redis that can not be, without its password', async () => {
    await using stub = await stubService();
    const url = 'redis://:hush@127.0.0.1:bad';
    for (const [set, args] of [
      [{ DETECT_REGIONS_SERVER_QUEUE: url }, []],
      [{}, ['--queue', url]],
    ] as const) {
      const { code, found } = await findings({ env: { ...stub.env, ...set } }, [...withoutEngine, ...args]);
      expect({ code, status: found.redis?.status }).toEqual({ code: 1, status: 'failed' });
      expect(JSON.stringify(found)).not.toContain('hush');
    }
  });
});

describe('doctor in a terminal', () => {
  it('shows a line a check, with how to mend it below', async (context) => {
    await needTerminal(context);
    await using stub = await stubService({ postToken: json({ error: 'invalid_client' }, 401) });
    await using terminal = await openTerminal(['doctor', ...withoutEngine], {
      env: stub.env,
      cwd: folder,
      columns: 160,
    });
    expect(await terminal.exit).toBe(3);
    const screen = terminal.screen();
    expect(screen[0]).toMatch(/^✓ Node \d+/);
    const at = screen.findIndex((line) => line.startsWith('✗ no token'));
    expect(screen[at + 1]).toMatch(/^ {2}See that id and secret belong together/);
    expect(screen.at(-1)).toBe('1 to mend. Asked of the service: a token, which is not billed.');
    expect(terminal.isStyled()).toBe(true);
  });
});
