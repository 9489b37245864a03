import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameTemplate } from '../../output/name-template.ts';
import { destinationOf, outputName, usualFormat, usualJournal } from './output-names.ts';

test('--out says where results go, and where the journal is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'detect-regions-out-'));
  try {
    const journalOf = (out: string): string => usualJournal(destinationOf(out, usualFormat(out)));
    expect(journalOf(folder)).toBe(join(folder, 'detect-regions.journal'));
    expect(journalOf(`${folder}/new/`)).toBe(join(folder, 'new', 'detect-regions.journal'));
    expect(journalOf(`${folder}/r/{dir}/x-{name}.{ext}`)).toBe(join(folder, 'r', 'detect-regions.journal'));
    expect(journalOf(`${folder}/r-{name}.{ext}`)).toBe(join(folder, 'detect-regions.journal'));
    expect(journalOf(`${folder}/all.jsonl`)).toBe(join(folder, 'all.jsonl.journal'));
    expect(destinationOf(`${folder}/all.csv`, 'csv')).toEqual({
      kind: 'document',
      path: `${folder}/all.csv`,
    });
    expect(() => destinationOf(`${folder}/all.json`, 'json')).toThrow('needs a file for each image');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  ['results/', 'json'],
  ['results', 'json'],
  ['r/{name}.{ext}', 'json'],
  ['r/{name}.svg', 'svg'],
  ['all.jsonl', 'jsonl'],
])('the usual format of --out %s is %s', (out, format) => expect(usualFormat(out)).toBe(format));

test('two images that would have the same file have two', () => {
  const plain = nameTemplate('/r/{name}.{ext}', 'alto.xml');
  expect(outputName(plain, { relative: 'a/p.png' }, 3, false)).toBe('/r/p.alto.xml');
  expect(outputName(plain, { relative: 'b/p.png' }, 4, true)).toBe('/r/p-4.alto.xml');
  expect(outputName(nameTemplate('/r/all', 'json'), { relative: 'p.png' }, 5, true)).toBe('/r/all-5');
});
