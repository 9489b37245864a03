import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { DetectRegions, ProtocolError } from '@detect-regions/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli.ts';
import { localServer, mockService, type Party, png, type Service, sdk } from './parties.ts';
import { defaults, imageFormats, limits, port, settings } from './written-spec.ts';

// What openapi/detect-regions.yaml says once is what every package goes by.

describe.each<[string, () => Promise<Party>]>([
  ['the SDK', sdk],
  ['the local service', () => localServer()],
  ['the mock', mockService],
])('%s', (_, start) => {
  let party: Party;
  beforeAll(async () => {
    party = await start();
  });
  afterAll(() => party[Symbol.asyncDispose]());

  it.each(settings)('takes every value of $name', async ({ name: setting, accepted }) => {
    for (const value of accepted) {
      const { settings: used, problem } = await party.submit({ settings: { [setting]: value } });
      expect(problem).toBe('');
      expect(used).toMatchObject({ [setting]: value });
    }
  });

  it.each(settings)('refuses what $name is not, and names it', async ({ name: setting, refused, values }) => {
    expect(refused).not.toEqual([]);
    for (const value of refused) {
      const { accepted, problem } = await party.submit({ settings: { [setting]: value } });
      expect(accepted, `${setting}: ${JSON.stringify(value)}`).toBe(false);
      expect(problem).toContain(`settings.${setting} must be`);
      // All of a list that one can read; of the languages at least the first.
      for (const one of values?.slice(0, values.length > 20 ? 1 : undefined) ?? [])
        expect(problem).toContain(one);
    }
  });

  it('takes the image formats of the spec and no other', async () => {
    expect(Object.keys(images)).toEqual(expect.arrayContaining([...imageFormats]));
    for (const [format, image] of Object.entries(images)) {
      const { accepted, problem } = await party.submit({ image: image.toString('base64') });
      expect(accepted, format).toBe(imageFormats.includes(format));
      if (!accepted) for (const name of imageFormats) expect(problem).toContain(name.toUpperCase());
    }
  });
});

// Not the mock: it has no engine that would need them.
describe.each<[string, () => Promise<Party>]>([
  ['the SDK', sdk],
  ['the local service', () => localServer()],
])('%s', (_, start) => {
  it('goes by the defaults of the spec', async () => {
    await using party = await start();
    expect((await party.submit({})).settings).toEqual(defaults);
    expect((await party.submit({ settings: {} })).settings).toEqual(defaults);
  });
});

/** The start of a file of each format that is known here; the TIFF with its one page. */
const images: Readonly<Record<string, Buffer>> = {
  bmp: Buffer.from(`BM${'\0'.repeat(52)}`, 'latin1'),
  gif: Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'),
  jpeg: Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0', 'latin1'),
  pdf: Buffer.from('%PDF-1.7\n', 'latin1'),
  png: Buffer.from(png, 'base64'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
  webp: Buffer.from('RIFF\x1a\0\0\0WEBPVP8L', 'latin1'),
  tiff: Buffer.from('II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1'),
};

describe.each<[string, () => Promise<Service>]>([
  ['the local service', () => localServer()],
  ['the mock', mockService],
])('the limits of %s', (_, start) => {
  it('are those of the spec', async () => {
    await using service = await start();
    expect(await service.tokenSeconds()).toBe(limits.tokenSeconds);
    const { taskIdLength = 0 } = limits;
    expect(await service.statusOf('x'.repeat(taskIdLength))).toBe('NotExist');
    expect(await service.statusOf('x'.repeat(taskIdLength + 1))).toBe(400);
  });
});

it('the SDK takes an id as long as the spec says, and none longer', async () => {
  const submitted = async (length: number): Promise<string> => {
    const client = new DetectRegions({
      accessToken: 'a-token',
      fetch: async () => new Response('x'.repeat(length), { headers: { 'content-type': 'text/plain' } }),
    });
    return (await client.submit({ base64: png })).id;
  };
  const { taskIdLength = 0 } = limits;
  expect(await submitted(taskIdLength)).toHaveLength(taskIdLength);
  await expect(submitted(taskIdLength + 1)).rejects.toThrow(ProtocolError);
});

describe('the local service', () => {
  it('keeps a result as long as the spec says', async () => {
    let now = Date.now();
    await using service = await localServer({ now: () => now });
    const { id } = await service.submit({});
    while ((await service.statusOf(id)) !== 'Completed');
    now += Number(limits.resultSeconds) * 1000 - 1;
    expect(await service.statusOf(id)).toBe('Completed');
    now += 2;
    expect(await service.statusOf(id)).toBe('NotExist');
  });

  it('refuses a body that can hold no image of the size that the spec allows', async () => {
    await using service = await localServer();
    const call = request(`${service.url}/v5.0/ocr/DetectRegions`, {
      method: 'POST',
      headers: {
        authorization: await service.authorization(),
        'content-type': 'application/json',
        'content-length': Number(limits.imageBytes) * 2,
      },
    });
    call.flushHeaders();
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    const problem = await text(answer);
    call.destroy();
    expect(`${answer.statusCode} ${problem}`).toMatch(
      new RegExp(`^413 .*at most ${limits.imageBytes} bytes`),
    );
  });
});

describe('the command line', () => {
  const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
  const flagOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const isSetting = (word: string): boolean => settings.some(({ name }) => name === word);
  const shown = (value: unknown): string => ({ true: 'on', false: 'off' })[String(value)] ?? String(value);

  it('tells of each setting what the spec says, its default and its values', async () => {
    const help = onOneLine((await run(['detect', '--help'])).stdout);
    for (const { name, type, description, default: value, values = [] } of settings) {
      const words = description.replaceAll(/`(\w+)`/g, (_, word: string) =>
        isSetting(word) ? `--${flagOf(word)}` : word,
      );
      expect(help).toContain(`--${type === 'boolean' ? '[no-]' : ''}${flagOf(name)}`);
      const at = help.indexOf(words);
      expect(at, `${name}: ${words}`).toBeGreaterThan(0);
      expect(help.slice(at + words.length).split(/ --(?=\[|\w)/)[0]).toContain(`default: ${shown(value)})`);
      for (const one of values) expect(help).toContain(one);
    }
  });

  it('refuses a value that is off a list, with the list or its length', async () => {
    for (const { name, values } of settings.filter(({ values }) => values !== undefined)) {
      const { code, stderr } = await run(['detect', 'page.png', `--${flagOf(name)}`, 'No such value']);
      expect(code).toBe(2);
      const { length = 0 } = values ?? [];
      expect(onOneLine(stderr)).toContain(length > 20 ? `${length} values` : values?.join(', '));
    }
  });

  it('serves at the port of the spec', async () => {
    expect(onOneLine((await run(['serve', '--help'])).stdout)).toContain(`(default: ${port})`);
  });
});

it('docs/reference.md has a row for each setting, and its values', async () => {
  const page = await readFile(new URL('../../../../docs/reference.md', import.meta.url), 'utf8');
  for (const { name, type, default: value, description, values = [] } of settings) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
    expect(row).toContain(`| ${type} | \`${value}\` |`);
    expect(row).toContain(description);
    for (const one of values) expect(page).toContain(`\`${one}\``);
  }
  for (const [name, value] of Object.entries(limits)) expect(page).toContain(`| \`${name}\` | ${value} |`);
});

it('no package has a number of the spec of its own', async () => {
  const packages = new URL('../../../', import.meta.url);
  const names = (await readdir(packages)).filter(
    (name) => !['spec', 'client', 'e2e', 'bench'].includes(name),
  );
  const typed = Object.values(limits)
    .filter((value) => value > 1000)
    .concat(Number(port))
    .map((value) =>
      [...String(value)]
        .reverse()
        .reduce((text, digit, at) => `${digit}${at % 3 === 0 && at > 0 ? '_?' : ''}${text}`, ''),
    );
  const number = new RegExp(String.raw`(?<![\d.])(?:${typed.join('|')}|24 \* 60 \* 60)(?!_?\d)`);
  const found: string[] = [];
  for (const name of names) {
    const files = await readdir(new URL(`${name}/src`, packages), { recursive: true });
    for (const file of files.filter((path) => /(?<!\.test)\.ts$/.test(path) && !path.includes('testing/'))) {
      const source = await readFile(new URL(`${name}/src/${file}`, packages), 'utf8');
      // Words about a number, and a number of seconds in an hour, are no copy of it.
      const lines = source
        .split('\n')
        .filter((line) => !/^\s*(?:\/?\*|\/\/)|limits\.\w+ \/ 3_600/.test(line));
      found.push(
        ...lines.filter((line) => number.test(line)).map((line) => `${name}/src/${file}: ${line.trim()}`),
      );
    }
  }
  expect(found).toEqual([]);
});
