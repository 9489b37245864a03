import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { type Document, parse, parseDocument } from 'yaml';
import { type Guide, readGuide } from '../guides/guide.ts';
import { java, need, oasdiff } from '../requirement.ts';
import { RepositoryCopy, root } from './repository-copy.ts';

/** What try-settings.ts.txt tells. */
interface Tried {
  readonly paperKinds: readonly string[];
  readonly sent: readonly object[];
  readonly refused: string;
  readonly mock: string;
  readonly received: readonly object[];
  readonly server: string;
}

let guide: Guide;
let copy: RepositoryCopy;
let before: ReadonlyMap<string, string>;
let changed: Promise<void> | undefined;

/** Adds the members of an object to a document, at every depth. */
function merge(document: Document, added: object, path: readonly string[] = []): void {
  for (const [key, value] of Object.entries(added)) {
    const place = [...path, key];
    if (document.hasIn(place) && typeof value === 'object' && value !== null) merge(document, value, place);
    else document.addIn(path, document.createPair(key, value));
  }
}

const specOf = (): string => join(copy.path, 'openapi/detect-regions.yaml');

// The first test to need it waits for all packages to be built.
describe('an imaginary setting', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    guide = await readGuide('changing-the-api.md');
    copy = await RepositoryCopy.make();
    before = await copy.texts();
    const document = parseDocument(await readFile(specOf(), 'utf8'));
    merge(document, parse(guide.find('An example / The change').code));
    await writeFile(specOf(), document.toString({ lineWidth: 0 }));
  });

  afterAll(() => copy[Symbol.asyncDispose]());

  /** Generates and builds what the spec makes now, once for all tests. */
  async function change(): Promise<void> {
    const generate = [join(root, 'scripts/generate.ts'), '--spec', specOf(), '--out', copy.path];
    const { code, stdout, stderr } = await copy.node(generate);
    expect(code, stdout + stderr).toBe(0);
    // Each after those that it is made of; the server has the playground in it.
    await copy.build(
      ['spec', 'regions'],
      ['client', 'engine'],
      ['msw', 'sdk'],
      ['playground'],
      ['server'],
      ['cli'],
    );
  }

  async function needChanged(context: TestContext): Promise<void> {
    need(context, java);
    changed ??= change();
    await changed;
  }

  it('is additive to the differ', async (context) => {
    need(context, oasdiff);
    const { code, stdout, stderr } = await copy.node(
      [join(root, 'scripts/api-diff.ts'), 'HEAD', '--spec', specOf()],
      root,
    );
    expect(code, stderr).toBe(0);
    // Changes that are being worked on are told as well, and counted.
    const [heading, ...lines] = guide.find('An example / The differ').code.split('\n');
    expect(heading).toBe('additive (2)');
    expect(stdout).toMatch(/^additive \(\d+\)$/m);
    for (const line of lines) expect(stdout.split('\n')).toContain(line);
  });

  it('changes the spec and generated files, nothing else', async (context) => {
    await needChanged(context);
    const after = await copy.texts();
    const different = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
    const gone = [...before.keys()].filter((name) => !after.has(name));
    expect(gone).toEqual([]);
    expect(different.sort()).toEqual(guide.find('An example / The files').code.split('\n'));
  });

  it('is in client, SDK, mock and server', async (context) => {
    await needChanged(context);
    const folder = join(copy.path, 'packages/e2e');
    const program = await readFile(new URL('try-settings.ts.txt', import.meta.url), 'utf8');
    const asked = guide.find('An example / The SDK', 'client.detect').code;
    await writeFile(
      join(folder, 'try-settings.ts'),
      program.replace('// GUIDE', () => asked),
    );
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { types: ['node'] },
      files: ['try-settings.ts'],
    };
    await writeFile(join(folder, 'try.tsconfig.json'), JSON.stringify(config));
    const types = await copy.node(['node_modules/typescript/bin/tsc', '-p', 'try.tsconfig.json'], folder);
    expect(types.stdout).toBe('');

    const { code, stdout, stderr } = await copy.node(['try-settings.ts'], folder);
    expect(code, stderr).toBe(0);
    const tried: Tried = JSON.parse(stdout);
    expect(tried.paperKinds).toEqual(['Plain', 'Ruled', 'Squared']);
    expect(tried.sent).toEqual([
      expect.objectContaining({ makeDespeckle: false, paperKind: 'Plain', dsrMode: 'Regions' }),
      expect.objectContaining({ makeDespeckle: true, paperKind: 'Ruled', dsrMode: 'Regions' }),
    ]);
    expect(tried.refused).toContain(guide.find('An example / The SDK', 'must be').code);
    expect(tried.mock).toMatch(/^400 .*settings\.paperKind.*Plain, Ruled, Squared/s);
    expect(tried.received).toEqual([expect.objectContaining({ makeDespeckle: false, paperKind: 'Ruled' })]);
    expect(tried.server).toMatch(/^400 .*settings\.paperKind.*Plain, Ruled, Squared/s);
  });

  it('is a flag of the command line, and a line of the reference', async (context) => {
    await needChanged(context);
    const { stdout, code } = await copy.node(['packages/cli/bin/detect-regions.js', 'detect', '--help']);
    expect(code).toBe(0);
    for (const flag of guide.find('An example / The command line').code.split('\n'))
      expect(stdout).toContain(flag);
    expect(stdout.replace(/\s+/g, ' ')).toContain('(Plain, Ruled, Squared; default: Plain)');
    const reference = await readFile(join(copy.path, 'docs/reference.md'), 'utf8');
    expect(reference).toMatch(/\| `paperKind` \|.*`Plain`.*`Ruled`.*`--paper-kind <name>`/);
  });
});

it('the guide names scripts that there are', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const text = await readFile(join(root, 'docs/changing-the-api.md'), 'utf8');
  const named = [...text.matchAll(/\bpnpm ([a-z][a-z:]*)/g)].map(([, name]) => name ?? '');
  // What pnpm itself and the packages' programs bring.
  const others = ['changeset', 'exec', 'install'];
  expect(named.filter((name) => !Object.hasOwn(scripts, name) && !others.includes(name))).toEqual([]);
});
