import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashSecret } from '../auth/hashed-client.ts';
import { ServerError } from '../errors.ts';
import { resolveOptions } from '../resolve-options.ts';
import { configEntries } from './entries.ts';
import { flagOf, variableOf } from './entry.ts';
import { type Flags, readConfig } from './read-config.ts';
import { reportConfig } from './report.ts';

/** The path of a file for this test. */
async function file(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'config-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'file'), text);
  return join(folder, 'file');
}

const KEY = Buffer.alloc(32, 7).toString('base64');

describe('the table', () => {
  test('has every option once, and every flag', () => {
    for (const member of ['option', 'name'] as const) {
      const all = configEntries.map((entry) => entry[member]);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  test.each(configEntries.filter((entry) => entry.default !== undefined))(
    'the default of $option is accepted, as value and as text',
    ({ kind, default: standard }) => {
      expect(kind.check(standard)).toBe(true);
      expect(kind.parse(kind.format(standard))).toEqual(standard);
    },
  );

  test('has the defaults of the library', () => {
    const { limits, ...resolved } = resolveOptions({});
    expect(limits).toMatchObject({
      imageBytes: 104_857_600,
      uploads: 200,
      stopSeconds: 10,
      pixels: 100_000_000,
    });
    expect(resolved).toMatchObject({ host: '127.0.0.1', port: 8707, behindProxy: false, concurrency: 1 });
  });
});

describe('where values come from', () => {
  test('a flag wins over the environment, and that over the default', () => {
    const env = { DETECT_REGIONS_SERVER_PORT: '1000', DETECT_REGIONS_SERVER_MAX_IMAGE: '5MiB' };
    const config = readConfig(env, { port: '2000' });
    expect(config.options).toMatchObject({ port: 2000, limits: { imageBytes: 5 * 1024 ** 2 } });
    expect(config.options.host).toBeUndefined();
    expect(reportConfig(config)).toMatchObject({
      port: { value: 2000, from: 'flag', name: '--port' },
      'limits.imageBytes': { value: 5_242_880, from: 'environment', name: 'DETECT_REGIONS_SERVER_MAX_IMAGE' },
      host: { value: '127.0.0.1', from: 'default' },
      rateLimit: { value: null, from: 'default', means: 'none' },
    });
  });

  test('a variable that is empty is not there', () => {
    expect(readConfig({ DETECT_REGIONS_SERVER_PORT: ' ' }).options.port).toBeUndefined();
  });

  test('a variable that nothing reads is told', () => {
    expect(readConfig({ DETECT_REGIONS_SERVER_PROT: '1', OTHER: '1' }).warnings).toEqual([
      'The variable DETECT_REGIONS_SERVER_PROT configures nothing.',
    ]);
  });

  test('groups come together, and lists have spaces between', () => {
    const env = {
      DETECT_REGIONS_SERVER_TLS_CERT: 'cert.pem',
      DETECT_REGIONS_SERVER_CORS_ORIGIN: 'https://a.example  https://b.example',
      DETECT_REGIONS_SERVER_BEHIND_PROXY: 'yes',
      DETECT_REGIONS_SERVER_RATE_LIMIT: '600/1m',
    };
    expect(readConfig(env, { 'tls-key': 'key.pem', 'metrics-port': '9000' }).options).toMatchObject({
      tls: { certFile: 'cert.pem', keyFile: 'key.pem' },
      cors: { origins: ['https://a.example', 'https://b.example'] },
      behindProxy: true,
      rateLimit: { requests: 600, seconds: 60 },
      metrics: { port: 9000 },
    });
  });

  test("data is kept in the user's folder, in another, or not at all", () => {
    const env = { XDG_DATA_HOME: '/data', LOCALAPPDATA: '/data' };
    expect(readConfig(env).options.data).toMatch(/detect-regions$/);
    expect(readConfig(env, { data: '/srv/regions' }).options.data).toBe('/srv/regions');
    expect(readConfig(env, { data: 'memory' }).options.data).toBeUndefined();
    expect(reportConfig(readConfig(env)).data).toMatchObject({ from: 'default' });
  });

  test('a worker reads its own', () => {
    const options = { DETECT_REGIONS_SERVER_QUEUE: 'redis://localhost', DETECT_REGIONS_SERVER_PORT: 'x' };
    const config = readConfig(options, { images: '/images' }, 'worker');
    expect(config.options).toMatchObject({ queue: 'redis://localhost', images: '/images' });
    expect(reportConfig(config)).not.toHaveProperty('port');
    expect(config.options.data).toBeUndefined();
  });
});

describe('what is not accepted', () => {
  const text: Readonly<Record<string, string>> = {
    port: '70000',
    'behind-proxy': 'perhaps',
    'max-image': '12 potatoes',
    'request-timeout': '5 weeks',
    'max-pending': '0',
    'rate-limit': '5',
    'log-level': 'loud',
    queue: 'http://example.com',
  };
  test.each(Object.entries(text))('%s: %s is refused by flag and variable', (name, value) => {
    const entry = configEntries.find((one) => one.name === name);
    if (!entry) throw new Error(`There is no ${name}.`);
    const variable = variableOf(entry);
    const expected = `must be ${entry.kind.accepted}`;
    expect(() => readConfig({ [variable]: value })).toThrow(`${variable} (or --${name}) ${expected}`);
    expect(() => readConfig({}, { [name]: value })).toThrow(`${flagOf(entry)} (or ${variable}) ${expected}`);
  });

  test.each<[string, Flags, Record<string, string>]>([
    ['a client without colon', { client: ['only-a-hidden-secret'] }, {}],
    ['a key that is too short', {}, { DETECT_REGIONS_SERVER_SIGNING_KEY: 'hidden-secret' }],
    ['a queue', {}, { DETECT_REGIONS_SERVER_QUEUE: 'http://:hidden-secret@host' }],
  ])('%s is not quoted', (_name, flags, env) => {
    expect(() => readConfig(env, flags)).toThrow(ServerError);
    expect(() => readConfig(env, flags)).toThrow(/^(?!.*hidden-secret).*$/s);
  });

  test('what does not go together is refused in the words of flags', () => {
    expect(() => readConfig({}, { host: '0.0.0.0' })).toThrow(
      /^--host must be .* --tls-cert .* set --behind-proxy\.$/,
    );
    expect(() => readConfig({}, { 'tls-key': 'key.pem' })).toThrow(
      '--tls-cert and --tls-key must be given both.',
    );
    expect(() => readConfig({}, { client: ['a:1', 'a:2'] })).toThrow(
      /^client number 2: clientId is the same/,
    );
    expect(() => readConfig({}, { 'request-timeout': '5s' })).toThrow(
      /^--headers-timeout must be --request-timeout/,
    );
  });

  test('a secret is no flag', () => {
    expect(readConfig({}, { 'signing-key': KEY }).options.signingKey).toBeUndefined();
  });
});

describe('files', () => {
  test('clients come from a file and from flags', async () => {
    const secretHash = hashSecret('a long secret');
    const clients = await file(JSON.stringify([{ clientId: 'ann', secretHash }]));
    expect(readConfig({}, { clients, client: ['bob:secret:with-colon'] }).options.clients).toEqual([
      { clientId: 'bob', clientSecret: 'secret:with-colon' },
      { clientId: 'ann', secretHash },
    ]);
  });

  test.each([
    ['no JSON', '{"clientId": "hidden-secret', 'must be JSON'],
    ['no list', '{}', 'must be a JSON array'],
    ['nobody', '[]', 'must be a JSON array'],
    ['no id', '[{"clientId": ""}]', 'entry 1: clientId must be'],
    [
      'a plain secret',
      '[{"clientId":"a","secretHash":"hidden-secret"}]',
      'entry 1: secretHash must be one that',
    ],
    [
      'something else',
      JSON.stringify([{ clientId: 'a', secretHash: hashSecret('b'), clientSecret: 'hidden-secret' }]),
      'entry 1: only',
    ],
  ])('a file of clients with %s is refused, and not quoted', async (_name, content, message) => {
    const clients = await file(content);
    expect(() => readConfig({}, { clients })).toThrow(`${clients}: ${message}`);
    expect(() => readConfig({}, { clients })).toThrow(/^(?!.*hidden-secret).*$/s);
  });

  test('a file that is not there is told', () => {
    expect(() => readConfig({}, { clients: '/nowhere/clients' })).toThrow(
      "Can't read /nowhere/clients: ENOENT.",
    );
  });

  test('the signing key comes from a file', async () => {
    const path = await file(`${KEY}\n`);
    const config = readConfig({}, { 'signing-key-file': path });
    expect(resolveOptions(config.options).signingKey).toEqual(Buffer.alloc(32, 7));
  });
});

test('secrets are not reported', async () => {
  const config = readConfig(
    {
      DETECT_REGIONS_SERVER_SIGNING_KEY: KEY,
      DETECT_REGIONS_SERVER_QUEUE: 'rediss://user:hidden-secret@redis.example:6380/1',
    },
    { client: ['ann:hidden-secret'], images: 's3://key:hidden-secret@bucket/prefix?endpoint=x' },
  );
  const text = JSON.stringify(reportConfig(config));
  expect(text).not.toContain('hidden-secret');
  expect(text).not.toContain(KEY);
  expect(reportConfig(config)).toMatchObject({
    signingKey: { value: '(not shown)', from: 'environment' },
    clients: { value: '(not shown)', from: 'flag' },
    queue: { value: 'rediss://user:***@redis.example:6380/1' },
  });
});

test('what is on by default is turned off by a flag or a variable, and on again by a flag', () => {
  const off = { DETECT_REGIONS_SERVER_PLAYGROUND: 'off' };
  expect(readConfig({}).options.playground).toBeUndefined();
  expect(readConfig({}, { playground: false }).options.playground).toBe(false);
  expect(readConfig(off).options.playground).toBe(false);
  expect(readConfig(off, { playground: true }).options.playground).toBe(true);
});
