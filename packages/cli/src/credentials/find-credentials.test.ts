import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeProfiles } from './credentials-file.ts';
import { type FoundCredentials, findCredentials, type ServiceChoice } from './find-credentials.ts';

const cloud = 'https://api.aspose.cloud';
const pair = (who: string) => ({ clientId: `${who}-id`, clientSecret: `${who}-secret` });
const variables = (who: string) => ({
  DETECT_REGIONS_CLIENT_ID: `${who}-id`,
  DETECT_REGIONS_CLIENT_SECRET: `${who}-secret`,
});

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-credentials-'));
  file = join(folder, 'config', 'credentials.json');
  await writeProfiles(
    file,
    new Map([
      ['default', { baseUrl: cloud, credentials: pair('default') }],
      ['work', { baseUrl: 'https://ocr.example.com/api', credentials: { accessToken: 'work-token' } }],
    ]),
  );
});
afterEach(() => rm(folder, { recursive: true }));

const find = (choice: ServiceChoice, env: Record<string, string> = {}): Promise<FoundCredentials> =>
  findCredentials(choice, { env, folder, file });
const dotEnv = (text: string): Promise<void> => writeFile(join(folder, '.env'), text);

describe('findCredentials', () => {
  it('takes the environment, then .env, then the default profile', async () => {
    expect(await find({})).toEqual({
      baseUrl: cloud,
      baseUrlFrom: 'profile default',
      credentials: pair('default'),
      from: 'profile default',
      profile: 'default',
    });
    await dotEnv('DETECT_REGIONS_CLIENT_ID=dot-id\nDETECT_REGIONS_CLIENT_SECRET="dot-secret" # mine\n');
    expect(await find({})).toMatchObject({ credentials: pair('dot'), from: '.env', baseUrl: cloud });
    expect(await find({}, variables('env'))).toMatchObject({
      credentials: pair('env'),
      from: 'the environment',
    });
  });

  it('takes the profile of the flag before all, with its own address', async () => {
    const env = { ...variables('env'), DETECT_REGIONS_BASE_URL: 'http://127.0.0.1:8707' };
    expect(await find({ profile: 'work' }, env)).toMatchObject({
      credentials: { accessToken: 'work-token' },
      baseUrl: 'https://ocr.example.com/api',
    });
  });

  it.each([
    ['environment', {}, { DETECT_REGIONS_PROFILE: 'work' }],
    ['.env', { DETECT_REGIONS_PROFILE: 'work' }, {}],
  ])('takes the profile that %s names', async (_where, inFile, env) => {
    await dotEnv(
      Object.entries(inFile)
        .map((entry) => entry.join('='))
        .join('\n'),
    );
    expect(await find({}, env)).toMatchObject({ profile: 'work' });
  });

  it('fills up what the environment lacks from .env, and never overrides it', async () => {
    await dotEnv('DETECT_REGIONS_CLIENT_ID=dot-id\nDETECT_REGIONS_CLIENT_SECRET=dot-secret');
    expect(
      await find({}, { DETECT_REGIONS_CLIENT_ID: 'env-id', DETECT_REGIONS_ACCESS_TOKEN: '' }),
    ).toMatchObject({
      credentials: { clientId: 'env-id', clientSecret: 'dot-secret' },
    });
  });

  it.each([
    ['localhost:8707', 'Did you mean http://localhost:8707? Accepted'],
    ['ocr.example.com/api', 'Did you mean https://ocr.example.com/api? Accepted'],
    ['ftp://x', 'Accepted: https://…'],
    ['', 'Accepted: https://…'],
  ])('refuses the address %j, and says what is meant', async (baseUrl, hint) => {
    await expect(find({ baseUrl })).rejects.toMatchObject({
      exitCode: 2,
      message: `--base-url names '${baseUrl}', which is no address`,
      hint: expect.stringContaining(hint),
    });
    if (baseUrl === '') return;
    await expect(find({}, { DETECT_REGIONS_BASE_URL: baseUrl })).rejects.toThrow(
      'DETECT_REGIONS_BASE_URL names',
    );
  });

  it('refuses half of a pair', async () => {
    await expect(find({}, { DETECT_REGIONS_CLIENT_ID: 'env-id' })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('DETECT_REGIONS_CLIENT_SECRET is not'),
    });
  });

  it('finds none where there are none, and names the service all the same', async () => {
    await rm(file);
    expect(await find({ baseUrl: 'http://localhost:1' })).toEqual({
      baseUrl: 'http://localhost:1',
      baseUrlFrom: '--base-url',
      credentials: undefined,
      from: '',
    });
  });

  it('refuses a profile that is not there, and lists those that are', async () => {
    await expect(find({ profile: 'wrok' })).rejects.toMatchObject({
      exitCode: 3,
      hint: expect.stringMatching(/^Did you mean work\? There are: default, work\./),
    });
    await expect(find({ profile: '../x y' })).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe("a profile's credentials", () => {
  it.each([
    ['--base-url', { baseUrl: 'https://evil.example' }, {}],
    ['DETECT_REGIONS_BASE_URL', {}, { DETECT_REGIONS_BASE_URL: 'https://evil.example' }],
    ['plain http', { baseUrl: 'http://api.aspose.cloud' }, {}],
    ['another port', { baseUrl: 'https://api.aspose.cloud:8443' }, {}],
  ])('are not sent to the address that %s names', async (_what, choice, env) => {
    const failure = find(choice, env as Record<string, string>);
    await expect(failure).rejects.toMatchObject({ code: 'wrong-address', exitCode: 3 });
    await expect(failure).rejects.not.toThrow(/secret/);
  });

  it('go to the same service under another path, and the fitting profile is named for another', async () => {
    expect(await find({ baseUrl: `${cloud}/v5` })).toMatchObject({
      baseUrl: `${cloud}/v5`,
      profile: 'default',
    });
    await expect(find({ baseUrl: 'https://ocr.example.com' })).rejects.toMatchObject({
      hint: expect.stringContaining('--profile work'),
    });
  });
});

describe("the environment's credentials", () => {
  it('go where flag or environment say', async () => {
    const env = { ...variables('env'), DETECT_REGIONS_BASE_URL: 'https://a.example' };
    expect(await find({}, env)).toMatchObject({ baseUrl: 'https://a.example' });
    expect(await find({ baseUrl: 'https://b.example' }, env)).toMatchObject({ baseUrl: 'https://b.example' });
  });

  it('do not go to an address that only the .env of a folder names', async () => {
    await dotEnv('DETECT_REGIONS_BASE_URL=https://evil.example\nDETECT_REGIONS_CLIENT_ID=dot-id');
    await expect(find({}, variables('env'))).rejects.toMatchObject({ code: 'wrong-address' });
    await expect(find({}, { DETECT_REGIONS_CLIENT_SECRET: 'env-secret' })).rejects.toMatchObject({
      code: 'wrong-address',
    });
    expect(await find({ baseUrl: 'https://evil.example' }, variables('env'))).toMatchObject({
      baseUrl: 'https://evil.example',
    });
  });
});
