import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configEntries, hashSecret } from '@detect-regions/server/config';
import { defaultSettings, settings } from '@detect-regions/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './cli.ts';
import { startGatedService } from './terminal/gated-service.ts';

const page = fileURLToPath(new URL('../../../docs/pages/receipt.jpg', import.meta.url));
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-flags-'));
  await copyFile(page, join(folder, 'page.jpg'));
  const client = { clientId: 'ann', secretHash: hashSecret('a secret') };
  await writeFile(join(folder, 'clients.json'), JSON.stringify([client]), { mode: 0o600 });
  await writeFile(join(folder, 'key'), Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });
});
afterAll(() => rm(folder, { recursive: true }));

it('sends every setting of the spec that is given as a flag', async () => {
  const given = Object.values(settings).map(({ name, type, values, default: standard }) => {
    if (type === 'boolean')
      return { name, value: !standard, words: [`--${standard ? 'no-' : ''}${kebab(name)}`] };
    const value = type === 'integer' ? 7 : (values?.find((one) => one !== standard) ?? '');
    return { name, value, words: [`--${kebab(name)}`, String(value)] };
  });
  await using service = await startGatedService();
  const flags = given.flatMap(({ words }) => words);
  const result = run(['detect', 'page.jpg', ...flags], { cwd: folder, env: service.env });
  const work = await service.engine.work();
  work.ends({ width: 640, height: 1400, regions: [] });
  expect((await result).code).toBe(0);
  expect(work.settings).toEqual(Object.fromEntries(given.map(({ name, value }) => [name, value])));
  for (const { name, value } of given)
    expect(value).not.toBe(defaultSettings[name as keyof typeof defaultSettings]);
});

/** A value that each kind of flag takes, by its placeholder; by its name where the kind is not enough. */
const samples: Readonly<Record<string, string>> = {
  number: '3',
  size: '3MiB',
  time: '30s',
  rate: '30/1m',
  level: 'warn',
  format: 'json',
  address: '127.0.0.1',
  url: 'redis://127.0.0.1:1',
  origin: 'https://example.com',
  folder: 'data',
  file: 'page.jpg',
  where: 'images',
  'id:secret': 'ben:another secret',
  clients: 'clients.json',
  'signing-key-file': 'key',
};

describe.each(['serve', 'worker'] as const)('%s', (command) => {
  it('takes every flag of the table, and says so with --print-config', async () => {
    const entries = configEntries.filter(
      ({ commands, variableOnly }) => commands.includes(command) && !variableOnly,
    );
    // Clients are given one way or the other.
    const apart = entries.filter(({ name }) => name === 'client');
    for (const some of [
      entries.filter((entry) => !apart.includes(entry)),
      ...apart.map((entry) => [entry]),
    ]) {
      const flags = some.flatMap(({ name, kind: { placeholder } }) =>
        placeholder === undefined
          ? [`--${name}`]
          : [`--${name}`, samples[name] ?? samples[placeholder] ?? ''],
      );
      const { code, stdout, stderr } = await run([command, ...flags, '--print-config'], { cwd: folder });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const told = Object.values<{ from: string; name?: string }>(JSON.parse(stdout));
      const fromFlags = told.filter(({ from }) => from === 'flag').map(({ name }) => name);
      expect(fromFlags.sort()).toEqual(some.map(({ name }) => `--${name}`).sort());
    }
  });
});

describe('detect --svg-image', () => {
  it.each([
    ['embed', /<image [^>]*href="data:image\/jpeg;base64,/],
    ['link', /<image [^>]*href="page\.jpg"/],
    ['none', /^(?!.*<image)/s],
  ])('%s', async (how, expected) => {
    const args = ['detect', 'page.jpg', '--local', '--dsr-mode', 'NoDsrNoFilter', '--format', 'svg'];
    const { code, stdout } = await run([...args, '--svg-image', how], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(expected);
  });
});
