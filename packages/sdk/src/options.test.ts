import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkToken } from './auth/access-token.ts';
import { AuthError, InvalidInputError } from './errors/index.ts';
import { type DetectRegionsOptions, resolveConfig, resolveCredentials } from './options.ts';
import { thrownBy } from './testing/thrown.ts';

beforeEach(() => {
  for (const name of ['BASE_URL', 'CLIENT_ID', 'CLIENT_SECRET', 'ACCESS_TOKEN']) {
    vi.stubEnv(`DETECT_REGIONS_${name}`, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

it('has the documented defaults', () => {
  expect(resolveConfig({})).toMatchObject({
    baseUrl: 'https://api.aspose.cloud',
    requestTimeout: 60_000,
    maxRetries: 3,
    retryBudget: 100,
    resubmit: 'if-unsent',
    headers: { 'User-Agent': 'detect-regions-sdk ' },
    deadline: 300_000,
    pollPrice: 1_000,
  });
});

it('reads the environment when it is asked, options first', () => {
  vi.stubEnv('DETECT_REGIONS_BASE_URL', 'https://env.example');
  vi.stubEnv('DETECT_REGIONS_CLIENT_ID', 'env-id');
  vi.stubEnv('DETECT_REGIONS_CLIENT_SECRET', 'env-secret');
  expect(resolveConfig({}).baseUrl).toBe('https://env.example');
  expect(resolveConfig({ baseUrl: 'https://given.example' }).baseUrl).toBe('https://given.example');
  expect(resolveCredentials({})).toEqual({ clientId: 'env-id', clientSecret: 'env-secret' });
  expect(resolveCredentials({ clientId: 'given' })).toMatchObject({
    clientId: 'given',
    clientSecret: 'env-secret',
  });
  vi.stubEnv('DETECT_REGIONS_ACCESS_TOKEN', 'env-token');
  expect(resolveCredentials({})).toEqual({ token: 'env-token' });
  expect(resolveCredentials({ clientId: 'given' })).toHaveProperty('clientSecret');
});

it('does without an environment', async () => {
  vi.stubGlobal('process', undefined);
  expect(resolveConfig({}).baseUrl).toBe('https://api.aspose.cloud');
  await thrownBy(AuthError, () => resolveCredentials({}));
});

it.each([
  ['all', {}, 'Credentials are missing'],
  ['the secret', { clientId: 'id' }, 'clientSecret is missing'],
  ['the id', { clientSecret: 'shh' }, 'clientId is missing'],
])('says what to do when %s is missing', async (_name, options, message) => {
  const error = await thrownBy(AuthError, () => resolveCredentials(options));
  expect(error.message).toContain(message);
  for (const name of ['clientId', 'clientSecret', 'accessToken']) expect(error.message).toContain(name);
  for (const name of ['CLIENT_ID', 'CLIENT_SECRET', 'ACCESS_TOKEN']) {
    expect(error.message).toContain(`DETECT_REGIONS_${name}`);
  }
  expect(error.message).not.toContain('shh');
});

it.each<[string, DetectRegionsOptions, string]>([
  ['a clientId that is no string', { clientId: 5 as never, clientSecret: 's' }, 'clientId'],
  ['an empty clientSecret', { clientId: 'i', clientSecret: '' }, 'clientSecret'],
  ['two kinds of credentials', { clientId: 'i', clientSecret: 's', accessToken: 't' }, 'accessToken'],
])('refuses %s', async (_name, options, field) => {
  expect((await thrownBy(InvalidInputError, () => resolveCredentials(options))).field).toBe(field);
});

it.each<[string, DetectRegionsOptions, string]>([
  ['requestTimeout 0', { requestTimeout: 0 }, 'requestTimeout'],
  ['a deadline in words', { deadline: '5 s' as never }, 'deadline'],
  ['a deadline that is no number', { deadline: Number.NaN }, 'deadline'],
  ['a pollPrice of nothing', { pollPrice: 0 }, 'pollPrice'],
  ['a pollPrice in words', { pollPrice: '1 s' as never }, 'pollPrice'],
  ['half a retry', { maxRetries: 0.5 }, 'maxRetries'],
  ['a userAgent with a line break', { userAgent: 'app\r\nx: y' }, 'userAgent'],
  ['a userAgent beyond ASCII', { userAgent: 'äpp' }, 'userAgent'],
  ['an empty userAgent', { userAgent: '' }, 'userAgent'],
  ['an endless userAgent', { userAgent: 'x'.repeat(201) }, 'userAgent'],
  ['a userAgent that is no text', { userAgent: 5 as never }, 'userAgent'],
  ['a fetch that is no function', { fetch: {} as never }, 'fetch'],
  ['an onEvent that is no function', { onEvent: true as never }, 'onEvent'],
])('refuses %s', async (_name, options, field) => {
  const error = await thrownBy(InvalidInputError, () => resolveConfig(options));
  expect(error.field).toBe(field);
  expect(error.message).toContain(field);
});

it('takes a token with or without its type in front, and none that would break the header', async () => {
  expect(checkToken('bearer abc')).toBe('abc');
  expect(checkToken('abc')).toBe('abc');
  for (const token of ['', 'two words', 'line\nbreak', 'umläut', undefined]) {
    const error = await thrownBy(AuthError, () => checkToken(token));
    if (token) expect(error.message).not.toContain(token);
  }
});

const browser = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0' };

it('refuses a client secret in a browser unless told that it is fine', async () => {
  vi.stubGlobal('process', undefined);
  vi.stubGlobal('navigator', browser);
  const options = { clientId: 'i', clientSecret: 's' };
  const error = await thrownBy(InvalidInputError, () => resolveCredentials(options));
  expect(error.message).toContain('dangerouslyAllowBrowser');
  expect(resolveCredentials({ ...options, dangerouslyAllowBrowser: true })).toHaveProperty('clientSecret');
  expect(resolveCredentials({ accessToken: () => 't' })).toHaveProperty('provide');
});

it('leaves User-Agent to browsers, where each header of ours is one more to be permitted', () => {
  vi.stubGlobal('process', undefined);
  vi.stubGlobal('navigator', browser);
  expect(resolveConfig({ userAgent: 'my-app/1.2' }).headers).toEqual({});
});

it('takes jsdom in Node for no browser', () => {
  vi.stubGlobal('navigator', browser);
  expect(resolveCredentials({ clientId: 'i', clientSecret: 's' })).toHaveProperty('clientSecret');
});

it('lets nothing that a listener throws out', () => {
  const { emit } = resolveConfig({
    onEvent: () => {
      throw new Error('listener');
    },
  });
  expect(() => emit({ type: 'token', reason: 'missing', duration: 1 })).not.toThrow();
});
