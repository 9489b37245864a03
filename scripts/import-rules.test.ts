import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './run.ts';

/** A tree of packages in which each file breaks one rule, or none. */
const files: Record<string, string> = {
  'packages/spec/dist/index.js': 'export const spec = 1;',
  'packages/client/dist/index.js': 'export const client = 1;',
  'packages/engine/dist/index.js': 'export const engine = 1;',
  'packages/server/dist/index.js': 'export const server = 1;',
  'packages/sdk/dist/index.js': 'export const sdk = 1;',
  'packages/sdk/src/fine.ts': "export { spec } from '../../spec/dist/index.js';",
  'packages/sdk/src/engine.ts': "export { engine } from '../../engine/dist/index.js';",
  'packages/server/src/sdk.ts': "export { sdk } from '../../sdk/dist/index.js';",
  'packages/spec/src/client.ts': "export { client } from '../../client/dist/index.js';",
  'packages/cli/src/eager.ts': "export { engine } from '../../engine/dist/index.js';",
  'packages/cli/src/lazy.ts': "export const load = () => import('../../server/dist/index.js');",
  'packages/sdk/src/files.ts': "export { readFile } from 'node:fs/promises';",
  'packages/sdk/src/node.ts': "export { readFile } from 'node:fs/promises';",
  'packages/regions/src/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
  'packages/regions/src/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
  'packages/regions/src/gone.ts': "export { gone } from './nowhere.ts';",
  'packages/msw/src/deep.ts': "export { spec } from '../../spec/src/inner.ts';",
  'packages/spec/src/inner.ts': 'export const spec = 1;',
};

let violations: Map<string, string[]>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-rules-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const options = await extractOptions(join(root, '.dependency-cruiser.mjs'));
  const { output } = await cruise(['packages'], { ...options, baseDir: folder, validate: true });
  violations = new Map();
  for (const { from, rule } of (output as ICruiseResult).summary.violations) {
    violations.set(from, [...(violations.get(from) ?? []), rule.name]);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('import rules', () => {
  test.each([
    ['packages/sdk/src/engine.ts', 'sdk-imports'],
    ['packages/server/src/sdk.ts', 'server-imports'],
    ['packages/spec/src/client.ts', 'spec-imports'],
    ['packages/cli/src/eager.ts', 'cli-imports-engine-lazily'],
    ['packages/sdk/src/files.ts', 'built-ins-by-condition'],
    ['packages/regions/src/a.ts', 'no-cycle'],
    ['packages/regions/src/gone.ts', 'no-unresolvable'],
    ['packages/msw/src/deep.ts', 'no-way-around-the-entry'],
  ])('%s breaks %s', (file, rule) => {
    expect(violations.get(file)).toContain(rule);
  });

  test.each(['packages/sdk/src/fine.ts', 'packages/sdk/src/node.ts', 'packages/cli/src/lazy.ts'])(
    '%s is fine',
    (file) => {
      expect(violations.get(file)).toBeUndefined();
    },
  );
});
