import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../run.ts';
import { findBase, specPath } from './base.ts';

let folder: string;
let repository: string;

/** Nothing of the user's own settings of git gets in. */
const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
const git = (...args: string[]): string =>
  run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], { cwd: repository, env });

async function commit(file: string, text: string): Promise<void> {
  await mkdir(join(repository, file, '..'), { recursive: true });
  await writeFile(join(repository, file), text);
  git('add', '.');
  git('commit', '--quiet', '--message', file);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-diff-base-'));
  repository = join(folder, 'origin');
  await mkdir(repository);
  git('init', '--quiet', '--initial-branch=main');
  await commit('README.md', 'no spec yet');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function threeVersions(): Promise<void> {
  await commit(specPath, 'first');
  await commit('packages/spec/package.json', '{ "version": "0.2.0" }');
  await commit(specPath, 'second');
  git('tag', '@detect-regions/spec@0.2.0');
  await commit(specPath, 'third');
}

test('before any release, it is the first commit that has the spec', async () => {
  await commit(specPath, 'first');
  await commit(specPath, 'second');
  expect(findBase(repository)).toMatchObject({ spec: 'first', version: '0.0.0', why: /first commit/ });
});

test('after a release, it is the newest tag by version, not by name', async () => {
  await threeVersions();
  expect(findBase(repository)).toMatchObject({
    ref: '@detect-regions/spec@0.2.0',
    spec: 'second',
    version: '0.2.0',
  });
  git('tag', '@detect-regions/spec@0.10.0-beta.1');
  git('tag', '@detect-regions/spec@0.9.0');
  expect(findBase(repository).ref).toBe('@detect-regions/spec@0.10.0-beta.1');
  git('tag', '@detect-regions/spec@0.10.0');
  expect(findBase(repository).ref).toBe('@detect-regions/spec@0.10.0');
});

test('tags of other packages and of other branches do not count', async () => {
  await threeVersions();
  git('tag', '@detect-regions/sdk@9.0.0');
  git('checkout', '--quiet', '-b', 'other');
  await commit(specPath, 'elsewhere');
  git('tag', '@detect-regions/spec@7.0.0');
  git('checkout', '--quiet', 'main');
  expect(findBase(repository).ref).toBe('@detect-regions/spec@0.2.0');
});

test('any commit can be asked for', async () => {
  await threeVersions();
  expect(findBase(repository, 'HEAD')).toMatchObject({ spec: 'third', why: 'as asked' });
});

test.each([
  ['nowhere', /no commit nowhere here; give a tag.*such as @detect-regions\/spec@0\.2\.0/],
  ['--upload-pack=x', /no commit --upload-pack=x/],
])('%s is refused', async (ref, message) => {
  await threeVersions();
  expect(() => findBase(repository, ref)).toThrow(message);
});

test('a commit from before the spec is refused', async () => {
  git('tag', 'early');
  await threeVersions();
  expect(() => findBase(repository, 'early')).toThrow(`early has no ${specPath}`);
});

test('a repository without the spec is refused', () => {
  expect(() => findBase(repository)).toThrow(/no commit has/);
});

test('a folder that is no repository is refused', () => {
  expect(() => findBase(folder)).toThrow(/no git repository/);
});

test('a shallow clone is refused, and told how to get the rest', async () => {
  await threeVersions();
  const clone = join(folder, 'clone');
  run('git', ['clone', '--quiet', '--depth=1', '--no-tags', `file://${repository}`, clone], { env });
  expect(() => findBase(clone)).toThrow(/shallow: `git fetch --unshallow --tags`/);
  expect(() => findBase(clone, 'HEAD~1')).toThrow(/shallow/);
  run('git', ['fetch', '--quiet', '--unshallow', '--tags'], { cwd: clone, env });
  expect(findBase(clone).ref).toBe('@detect-regions/spec@0.2.0');
});
