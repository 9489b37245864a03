import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunResult, run, type Serving, serve, start, stop } from './cli.ts';
import { isFull } from './is-full.ts';
import { needTerminal, type OpenTerminal, openTerminal } from './terminal/terminal.ts';

const secret = 'a-secret-nobody-sees';

let folder: string;
let file: string;
let env: Record<string, string>;
let serving: Serving;
let url: string;

beforeAll(async () => {
  serving = await serve(['--client', `someone:${secret}`], 1);
  url = serving.lines[0] ?? '';
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-login-'));
});
afterAll(async () => {
  await stop(serving.child);
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  const config = await mkdtemp(join(folder, 'config-'));
  // A Mac has it from here as well.
  env = { XDG_CONFIG_HOME: config };
  file = join(config, 'detect-regions', 'credentials.json');
});

const login = (args: readonly string[], input = ''): Promise<RunResult> =>
  run(['login', ...args], { env, cwd: folder, input: Buffer.from(input) });
const kept = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8')).profiles;
const nothingIsKept = (): Promise<void> => expect(kept()).rejects.toMatchObject({ code: 'ENOENT' });
const atTerminal = (...args: string[]): Promise<OpenTerminal> =>
  openTerminal(['login', '--base-url', url, ...args], { env, cwd: folder, columns: 200 });
const asks = (question: string) => (screen: readonly string[]) =>
  screen.at(-1)?.startsWith(question) === true;

describe('login in a terminal', () => {
  beforeEach(needTerminal);

  it('asks for id and secret, shows only the id, and keeps what the service accepts', async () => {
    await using terminal = await atTerminal();
    await terminal.until(asks('Client id:'));
    terminal.write('someone\r');
    await terminal.until(asks('Client secret:'));
    terminal.write(`${secret}\r`);
    expect(await terminal.exit).toBe(0);
    expect(terminal.screen().join('\n')).toContain('Client id: someone');
    expect(terminal.screen().join('\n')).toContain(
      'The service accepts them. Kept client someone as profile default',
    );
    expect(terminal.raw()).not.toContain(secret);
    expect(await kept()).toEqual({ default: { baseUrl: url, clientId: 'someone', clientSecret: secret } });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.runIf(isFull)('takes both when they are pasted in one go, the secret unseen', async () => {
    await using terminal = await atTerminal('--profile', 'pasted');
    await terminal.until(asks('Client id:'));
    terminal.write(`someone\r${secret}\r`);
    expect(await terminal.exit).toBe(0);
    expect(terminal.raw()).not.toContain(secret);
    expect(await kept()).toMatchObject({ pasted: { clientSecret: secret } });
  });

  it.each([
    ['Ctrl-C', '\u0003', 130, 'interrupted'],
    ['Ctrl-D', '\u0004', 2, 'no answer'],
    ['Enter alone', '\r', 2, 'empty'],
  ])('keeps nothing after %s', async (_name, keys, code, message) => {
    await using terminal = await atTerminal('--client-id', 'someone');
    await terminal.until(asks('Client secret:'));
    terminal.write(keys);
    expect(await terminal.exit).toBe(code);
    expect(terminal.screen().join('\n')).toContain(message);
    await nothingIsKept();
  });

  it.runIf(isFull)('keeps nothing that the service refuses', async () => {
    await using terminal = await atTerminal();
    await terminal.until(asks('Client id:'));
    terminal.write('someone\rnonsense\r');
    expect(await terminal.exit).toBe(3);
    expect(terminal.screen().join('\n')).toContain(`${url} refuses them`);
    await nothingIsKept();
  });
});

describe('login in a script', () => {
  it('reads the secret from standard input, and other commands use it', async () => {
    expect(await login(['--client-id', 'someone', '--base-url', url], `${secret}\n`)).toMatchObject({
      code: 0,
      stdout: '',
    });
    const status = await login(['--status']);
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(status.stdout).toContain(url);
    expect(status.stdout).toContain('client someone');
    expect(status.stdout).not.toContain(secret);
    const page = join(import.meta.dirname, '../../../docs/pages/receipt.jpg');
    const detected = await run(['detect', page, '--dsr-mode', 'NoDsrNoFilter', '--format', 'json'], { env });
    expect(JSON.parse(detected.stdout)).toHaveLength(1);
  });

  it('keeps a token, adds profiles, and forgets them', async () => {
    await login(['--client-id', 'someone', '--base-url', url], secret);
    expect(await login(['--with-token', '--profile', 'ci'], 'abc.def.ghi\n')).toMatchObject({ code: 0 });
    expect(await kept()).toMatchObject({
      default: { clientId: 'someone' },
      ci: { accessToken: 'abc.def.ghi', baseUrl: 'https://api.aspose.cloud' },
    });
    expect(await login(['--remove'])).toMatchObject({ code: 0 });
    expect(Object.keys((await kept()) as object)).toEqual(['ci']);
    const again = await login(['--remove']);
    expect(again).toMatchObject({ code: 3 });
    expect(again.stderr).toContain('There are: ci.');
  });

  it('refuses a token that has expired, unless it is told not to look', async () => {
    const payload = Buffer.from(JSON.stringify({ exp: 1_000_000_000 })).toString('base64url');
    const { code, stderr } = await login(['--with-token'], `e30.${payload}.x`);
    expect({ code, message: stderr.split('\n')[0] }).toEqual({
      code: 3,
      message: 'error: the token has expired, at 2001-09-09 01:46 UTC',
    });
    await nothingIsKept();
    const unchecked = await login(['--with-token', '--no-check'], `e30.${payload}.x`);
    expect(unchecked).toMatchObject({ code: 0, stderr: expect.not.stringContaining('accepts') });
    expect(await kept()).toMatchObject({ default: { accessToken: `e30.${payload}.x` } });
  });

  it.runIf(isFull).each<[string, string[], string, number, string]>([
    ['nobody to ask', [], '', 2, '--client-id ID < secret.txt'],
    ['an empty secret', ['--client-id', 'someone'], '\n', 2, 'the client secret is empty'],
    ['two lines', ['--client-id', 'someone'], 'a\nb\n', 2, 'one line without spaces'],
    ['no address', ['--with-token', '--base-url', 'nowhere'], 'abc', 2, 'which is no address'],
    [
      'plain http elsewhere',
      ['--with-token', '--base-url', 'http://example.com'],
      'abc',
      2,
      'http: on this machine',
    ],
    ['a name for a path', ['--with-token', '--profile', '../x'], 'abc', 2, 'Accepted: letters'],
    ['flags that exclude each other', ['--status', '--remove'], '', 2, 'cannot be used with'],
  ])('refuses %s, and keeps nothing', async (_what, args, input, code, message) => {
    const result = await login(args, input);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
    expect(result.stderr).toContain(message);
    await nothingIsKept();
  });

  it('says why a service can not be reached, and keeps nothing', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    await once(nobody.close(), 'close');
    const { code, stderr } = await login(['--client-id', 'a', '--base-url', `http://127.0.0.1:${port}`], 'b');
    expect(code).toBe(4);
    expect(stderr).toContain(`127.0.0.1:${port}: nothing listens there`);
    await nothingIsKept();
  });

  it('does not read a file that others can read, and says how to close it', async () => {
    await login(['--client-id', 'someone', '--base-url', url], secret);
    await chmod(file, 0o644);
    for (const args of [
      ['login', '--client-id', 'someone'],
      ['detect', 'page.png'],
    ]) {
      const { code, stderr } = await run(args, { env, input: Buffer.from(secret) });
      expect(code).toBe(3);
      expect(stderr).toContain(`chmod 600 '${file}'`);
    }
  });

  it.runIf(isFull)('ends at once when it is interrupted while it waits for standard input', async () => {
    const child = start(['login', '--client-id', 'someone', '--base-url', url], { env });
    const stderr = text(child.stderr);
    // Once it reads, the signal finds it listening.
    child.stdin.write(secret, () => child.kill('SIGTERM'));
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await stderr).not.toContain(secret);
    await nothingIsKept();
  });
});
