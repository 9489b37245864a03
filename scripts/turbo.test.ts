import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, run } from './run.ts';

/** A package of the workspace, and those whose build its own waits for. */
type Needs = ReadonlyMap<string, readonly string[]>;

let copy: string;
let needs: Needs;
let before: ReadonlyMap<string, string>;

// Turbo counts whatever the root package depends on as an input of every task. A package of the workspace there (in place
// of `#sdk` under `imports`) would have any change of it, tests and words included, rebuild everything.

/** What turbo would build, and the hash of all that it depends on. */
function hashes(): ReadonlyMap<string, string> {
  const env = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const plan = run('turbo', ['run', 'build', '--dry=json', '--skip-infer'], { cwd: copy, env });
  const { tasks } = JSON.parse(plan) as { tasks: { package: string; task: string; hash: string }[] };
  return new Map(tasks.map(({ package: name, hash }) => [name.slice('@detect-regions/'.length), hash]));
}

/** The packages that would be built anew after lines are added to files. */
async function rebuiltAfter(...files: readonly string[]): Promise<string[]> {
  const kept = await Promise.all(files.map((file) => readFile(join(copy, file))));
  try {
    for (const file of files) await appendFile(join(copy, file), '\n// changed\n');
    return [...hashes()].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name);
  } finally {
    await Promise.all(files.map((file, index) => writeFile(join(copy, file), kept[index] ?? '')));
  }
}

/** Packages, and all that depend on them at any distance, by package.json alone. */
function dependants(...names: readonly string[]): string[] {
  const found = new Set(names);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const [name, needed] of needs) if (needed.some((other) => found.has(other))) found.add(name);
  }
  return [...found].sort();
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'turbo-'));
  const roots = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'turbo.json', 'tsconfig.json'];
  for (const file of run('git', ['ls-files', '-z', 'packages', 'openapi', 'docs/*.md', ...roots]).split(
    '\0',
  )) {
    if (file === '') continue;
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(join(root, file), join(copy, file));
  }
  before = hashes();
  const manifests = [...before.keys()].map(async (name): Promise<[string, string[]]> => {
    const manifest = JSON.parse(await readFile(join(copy, 'packages', name, 'package.json'), 'utf8'));
    const named = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    return [name, named.flatMap((dependency) => /^@detect-regions\/(.+)/.exec(dependency)?.[1] ?? [])];
  });
  needs = new Map(await Promise.all(manifests));
});

afterAll(() => rm(copy, { recursive: true, force: true }));

test('a change of the spec leaves alone what does not depend on it', async () => {
  const made = ['packages/spec/src/document.ts', 'packages/client/src/models/index.ts'];
  const rebuilt = await rebuiltAfter('openapi/detect-regions.yaml', ...made);
  expect(rebuilt.sort()).toEqual(dependants('spec', 'client').filter((name) => before.has(name)));
  expect(rebuilt).not.toContain('regions');
  expect(rebuilt).toContain('sdk');
});

test.each(['regions', 'engine', 'msw', 'sdk', 'server'])(
  'a change of %s rebuilds what depends on it',
  async (name) => {
    const rebuilt = await rebuiltAfter(`packages/${name}/src/index.ts`);
    expect(rebuilt.sort()).toEqual(dependants(name).filter((other) => before.has(other)));
  },
);

test.each([
  ['the YAML alone, before `pnpm generate`', 'openapi/detect-regions.yaml'],
  ['a test', 'packages/spec/test/values.test.ts'],
  ['a test beside the code', 'packages/sdk/src/send.test.ts'],
  ['a guide', 'docs/architecture.md'],
  ['a README', 'packages/spec/README.md'],
])('%s rebuilds nothing', async (_, file) => {
  expect(await rebuiltAfter(file)).toEqual([]);
});
