import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../run.ts';

const written = await readFile(join(root, 'openapi/detect-regions.yaml'), 'utf8');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-spec-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly errors: string;
}

/** Runs the script as `pnpm generate` does. */
function generate(...args: readonly string[]): Outcome {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/generate.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, errors: stderr };
}

/** Line and column, from 1, of the nth place that says so. */
function positionOf(text: string, part: string, nth = 1): string {
  let at = -1;
  for (let i = 0; i < nth; i++) at = text.indexOf(part, at + 1);
  const before = text.slice(0, at).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

/** Every file below, with its text. */
async function snapshot(path: string): Promise<Record<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)),
  );
}

const tokenExample =
  '              example:\n                access_token: eyJhbGciOiJIUzI1NiJ9.e30.signature\n                expires_in: 3600\n                token_type: Bearer\n';

interface Fault {
  readonly fault: string;
  readonly from: string;
  readonly to: string;
  /** Where the altered spec is at fault. */
  readonly at: (text: string) => string;
  readonly says: RegExp;
}

const faults: readonly Fault[] = [
  {
    fault: 'a syntax error',
    from: 'openapi: 3.1.0',
    to: 'openapi: [3.1.0',
    at: () => '2:1',
    says: /this is no YAML: .*\. Correct the line/,
  },
  {
    fault: 'a key that is there twice',
    from: '  title: DetectRegions\n',
    to: '  title: DetectRegions\n  title: Regions\n',
    at: (text) => positionOf(text, 'title: Regions'),
    says: /this is no YAML: Map keys must be unique/,
  },
  {
    fault: 'a reference to nothing',
    from: '          $ref: "#/components/responses/Forbidden"',
    to: '          $ref: "#/components/responses/Nothing"',
    at: (text) => positionOf(text, '$ref: "#/components/responses/Nothing'),
    says: /#\/components\/responses\/Nothing points nowhere\. Correct the \$ref, or add what it names/,
  },
  {
    fault: 'an operationId that is there twice',
    from: 'operationId: getTaskStatus\n      tags',
    to: 'operationId: postToken\n      tags',
    at: (text) => positionOf(text, 'operationId: postToken', 2),
    says: /unique.*Give one of the two operations another operationId/,
  },
  {
    fault: 'a media type without an example',
    from: tokenExample,
    to: '',
    at: (text) =>
      positionOf(
        text,
        'application/json:\n              schema:\n                $ref: "#/components/schemas/TokenResponse',
      ),
    says: /Every media type needs an example\. Add `example`: mock answers and the docs show it/,
  },
  {
    fault: 'a property without an example',
    from: '          example: invalid_client\n',
    to: '',
    at: (text) => positionOf(text, 'error:\n          type: string'),
    says: /Every property that users see needs an example\. Add `example`/,
  },
  {
    fault: 'an example that its schema does not accept',
    from: '          example: 3600',
    to: '          example: soon',
    at: (text) => positionOf(text, 'soon'),
    says: /type must be integer/i,
  },
  {
    fault: 'a setting without a default',
    from: '          default: Regions\n',
    to: '',
    at: (text) => positionOf(text, 'dsrMode:\n          $ref'),
    says: /DetectRegionsSettings.dsrMode has no default: add one, it is what holds where/,
  },
  {
    fault: 'a setting without a description',
    from: '          description: Raise the contrast first. Helps where print is faint.\n',
    to: '',
    at: (text) => positionOf(text, 'makeContrastCorrection:\n          type'),
    says: /DetectRegionsSettings.makeContrastCorrection has no description: add one, it is shown by --help/,
  },
];

describe.each(faults)('$fault', ({ from, to, at, says }) => {
  test('ends the script with 1 and tells where and what to do, and nothing is written', async () => {
    expect(written).toContain(from);
    const altered = written.replace(from, to);
    const spec = join(folder, 'spec.yaml');
    await writeFile(spec, altered);
    const out = join(folder, 'copy');
    await mkdir(join(out, 'packages'), { recursive: true });
    await cp(join(root, 'packages/spec/src'), join(out, 'packages/spec/src'), { recursive: true });
    const before = await snapshot(out);

    const { code, errors } = generate('--spec', spec, '--out', out);

    expect(errors).toContain(`${spec}:${at(altered)}: `);
    expect(errors).toMatch(says);
    // On one screen, and without the stack of a bug.
    expect(errors.trim().split('\n').length).toBeLessThan(25);
    expect(errors).not.toMatch(/^\s+at .*\.ts:\d+/m);
    expect(code).toBe(1);
    expect(await snapshot(out)).toEqual(before);
  });
});

describe('the command line', () => {
  test.each([
    [['--chek'], /Unknown option '--chek'/],
    [['--only', 'spec,msw'], /--only: "msw" is no part; accepted: spec, client, docs/],
    [
      ['--spec', '/nowhere.yaml'],
      /\/nowhere\.yaml cannot be read \(ENOENT.*give the path of an OpenAPI document/,
    ],
  ])('%j is refused with what is accepted', (args, says) => {
    const { code, errors } = generate(...args);
    expect(errors).toMatch(says);
    expect(code).toBe(1);
  });

  test('--spec, --out and --only make a part of a copy anew, and --check then finds nothing', async () => {
    const out = join(folder, 'fresh');
    const spec = join(folder, 'german.yaml');
    await writeFile(spec, written.replace('default: English', 'default: German'));
    const order = ['--spec', spec, '--out', out, '--only', 'spec'];
    expect(generate(...order)).toMatchObject({ code: 0 });
    expect(await readdir(join(out, 'packages'))).toEqual(['spec']);
    expect(await readFile(join(out, 'packages/spec/src/defaults.ts'), 'utf8')).toContain(
      'language: "German"',
    );
    expect(generate(...order, '--check')).toMatchObject({ code: 0 });
    const { code, errors } = generate('--out', out, '--only', 'spec', '--check');
    expect(errors).toContain('packages/spec/src/defaults.ts differs');
    expect(errors).toContain('run `pnpm generate`');
    expect(code).toBe(1);
  });
});
