import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@detect-regions/spec/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { Catchers, type MutatedSpec } from './catchers.ts';
import type { Change } from './edit-spec.ts';
import { mutations } from './mutations.ts';

const text = await readFile(new URL('../../../../openapi/detect-regions.yaml', import.meta.url), 'utf8');
const catchers = new Catchers();

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutations-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The spec with a change, where the catchers find it. */
async function write(change: Change): Promise<MutatedSpec> {
  const spec = parseDocument(text);
  change(spec);
  count += 1;
  const out = join(folder, String(count));
  await mkdir(out);
  const file = join(out, 'spec.yaml');
  await writeFile(file, spec.toString({ lineWidth: 0 }));
  return { file, out, document: spec.toJS() as JsonObject };
}

// That the others have not either, the tests of the contract suite show.
test.each(['generate:check', 'types'] as const)(
  '%s has nothing to say of the spec as it is',
  async (catcher) => {
    expect(await catchers.find[catcher](await write(() => undefined))).toEqual([]);
  },
);

test('are at least 25, of which all that mean something have a second catcher', () => {
  expect(mutations.length).toBeGreaterThanOrEqual(25);
  expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
  const alone = mutations.filter(({ caughtBy }) => caughtBy.length === 0).map(({ name }) => name);
  expect(alone).toEqual(['a description is another', 'an example is another', 'a summary is another']);
});

describe.each(mutations)('$name', ({ change, caughtBy }) => {
  test('which generate:check notices', async () => {
    // It must be the comparison that notices, not the check of the spec: the change is a lawful one.
    const [refusal] = await catchers.find['generate:check'](await write(change));
    expect(refusal).toContain('packages/spec/src/document.ts differs');
  });

  test.each(caughtBy)('which %s notices', async (catcher) => {
    expect(await catchers.find[catcher](await write(change))).not.toEqual([]);
  });
});
