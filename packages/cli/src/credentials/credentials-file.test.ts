import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProfiles, writeProfiles } from './credentials-file.ts';
import type { Profiles } from './profile.ts';

const profiles: Profiles = new Map([
  ['default', { baseUrl: 'https://api.aspose.cloud', credentials: { clientId: 'me', clientSecret: 'hush' } }],
  ['__proto__', { baseUrl: 'http://127.0.0.1:8707', credentials: { accessToken: 'abc' } }],
]);

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-file-'));
  file = join(folder, 'new', 'credentials.json');
});
afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

async function refusalOf(content: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content, { mode: 0o600 });
  return readProfiles(file).then(
    () => 'accepted',
    (error) => `${error.exitCode} ${error.message}`,
  );
}

describe('the file of profiles', () => {
  it('gives back what was written, and is for its user alone', async () => {
    expect(await readProfiles(file)).toEqual(new Map());
    await writeProfiles(file, profiles);
    expect(await readProfiles(file)).toEqual(profiles);
    expect([await modeOf(file), await modeOf(dirname(file))]).toEqual([0o600, 0o700]);
    expect(await readdir(dirname(file))).toEqual(['credentials.json']);
  });

  it.each([0o640, 0o604, 0o620])('is refused when others can read or change it (%o)', async (mode) => {
    await writeProfiles(file, profiles);
    await chmod(file, mode);
    const refused = readProfiles(file);
    await expect(refused).rejects.toMatchObject({ exitCode: 3, hint: `Close it: chmod 600 '${file}'` });
    await expect(refused).rejects.toThrow(`mode ${mode.toString(8)}`);
    // What closes it for good.
    await writeProfiles(file, profiles);
    expect(await modeOf(file)).toBe(0o600);
  });

  it('stays a link where it is one', async () => {
    const target = join(folder, 'elsewhere.json');
    await writeFile(target, '{"profiles":{}}', { mode: 0o600 });
    await mkdir(dirname(file));
    await symlink(target, file);
    await writeProfiles(file, profiles);
    expect(await readlink(file)).toBe(target);
    expect(await readFile(target, 'utf8')).toContain('hush');
  });

  it.each([
    ['{"profiles":', 'it is no JSON'],
    ['[]', 'must be an object with the member "profiles"'],
    ['{"profiles":{"a b":{}}}', 'has a name that is not accepted'],
    ['{"profiles":{"a":7}}', 'profile a must be an object'],
    ['{"profiles":{"a":{"clientID":"hush"}}}', 'unknown member "clientID"; known are baseUrl, clientId,'],
    ['{"profiles":{"a":{"clientId":7}}}', 'needs a text as clientId'],
    ['{"profiles":{"a":{"accessToken":"hush"}}}', 'needs a baseUrl'],
    ['{"profiles":{"a":{"baseUrl":"x","clientSecret":"hush"}}}', 'needs clientId and clientSecret, or'],
    ['{"profiles":{"a":{"baseUrl":"x","clientSecret":"hush","accessToken":"hush"}}}', 'or an accessToken'],
  ])('is refused with the reason, and no secret: %s', async (content, reason) => {
    const refusal = await refusalOf(content);
    expect(refusal).toMatch(/^3 /);
    expect(refusal).toContain(reason);
    expect(refusal).not.toContain('hush');
  });
});
