import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bumpBetween, neededBump } from './changeset.ts';
import { checkChangesets } from './gate.ts';
import type { ApiChange, Level } from './level.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-diff-gate-'));
  await mkdir(join(folder, '.changeset'));
  await mkdir(join(folder, 'packages/spec'), { recursive: true });
  await version('0.3.0');
  await changeset('README', 'Changesets: what users are told.');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const version = (now: string): Promise<void> =>
  writeFile(join(folder, 'packages/spec/package.json'), JSON.stringify({ version: now }));
const changeset = (name: string, text: string): Promise<void> =>
  writeFile(join(folder, '.changeset', `${name}.md`), text);
const change = (level: Level): ApiChange => ({ level, id: 'made-up', operations: [], text: 'made up' });
const check = (levels: readonly Level[], since = '0.3.0'): Promise<string> =>
  checkChangesets(folder, levels.map(change), { version: since });

test('nothing changed, nothing to say', async () => {
  await expect(check([])).resolves.toBe('No changeset is needed.');
});

test('a breaking change without a changeset is refused, with the changeset to write', async () => {
  await expect(check(['editorial', 'breaking'])).rejects.toThrow(
    /breaking changes.* at least minor; no pending one names it[\s\S]*'@detect-regions\/spec': minor/,
  );
});

test('a changeset for another package does not say it', async () => {
  await changeset('sdk', "---\n'@detect-regions/sdk': major\n---\n\nThe SDK is new.\n");
  await expect(check(['additive'])).rejects.toThrow(/no pending one names it/);
});

test('a changeset that says less is not enough, one that says more is', async () => {
  await changeset('less', "---\n'@detect-regions/spec': patch\n---\n\nA little.\n");
  await expect(check(['breaking'])).rejects.toThrow(/the largest pending one says patch/);
  await expect(check(['additive'])).resolves.toMatch(/patch is needed/);
  await changeset('more', '---\r\n"@detect-regions/spec": minor\r\n---\r\n\r\nMuch.\r\n');
  await expect(check(['breaking'])).resolves.toMatch(/give @detect-regions\/spec minor/);
});

test('after `changeset version`, the version says it', async () => {
  await version('0.4.0');
  await expect(check(['breaking'])).resolves.toMatch(/says so already: minor/);
  await version('0.3.1');
  await expect(check(['breaking'])).rejects.toThrow(/at least minor/);
});

test.each([
  ['no head at all', 'has no head'],
  ["---\n'@detect-regions/spec': huge\n---\n", 'is huge; accepted: patch, minor, major'],
])('a changeset that cannot be read is refused: %j', async (text, message) => {
  await changeset('odd', text);
  await expect(check(['breaking'])).rejects.toThrow(message);
});

test.each([
  ['breaking', '0.3.0', 'minor'],
  ['additive', '0.3.0', 'patch'],
  ['editorial', '0.3.0', 'patch'],
  ['breaking', '1.3.0', 'major'],
  ['additive', '1.3.0', 'minor'],
  ['editorial', '1.3.0', 'patch'],
  [undefined, '1.3.0', undefined],
] as const)('%s after %s needs %s', (level, since, bump) => {
  expect(neededBump(level, since)).toBe(bump);
});

test.each([
  ['0.3.0', '0.3.0', undefined],
  ['0.3.0', '0.3.1', 'patch'],
  ['0.3.9', '0.10.0', 'minor'],
  ['0.9.0', '1.0.0', 'major'],
] as const)('from %s to %s is %s', (before, after, bump) => {
  expect(bumpBetween(before, after)).toBe(bump);
});
