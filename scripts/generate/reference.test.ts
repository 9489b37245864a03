import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run.ts';
import { parseSpec } from './open-api.ts';
import { generateReference } from './reference.ts';

const written = await readFile(join(root, 'openapi/detect-regions.yaml'), 'utf8');

async function referenceOf(text: string): Promise<string> {
  return (await generateReference(parseSpec(text, 'spec.yaml'))).get('reference.md') ?? '';
}

function altered(from: string, to: string): string {
  expect(written).toContain(from);
  return written.replace(from, to);
}

test('what is committed is what the spec makes', async () => {
  expect(await readFile(join(root, 'docs/reference.md'), 'utf8')).toBe(await referenceOf(written));
});

test('a new setting is a row, with its flag, and a pipe in its words stays in the row', async () => {
  const text = altered(
    '        dsrMode:\n          $ref',
    '        inkDepth:\n          type: integer\n          default: 3\n          minimum: 1\n          description: Black | white.\n        dsrMode:\n          $ref',
  );
  expect(await referenceOf(text)).toContain(
    '| `inkDepth` | integer | `3` | whole numbers from 1 | `--ink-depth <number>` | Black \\| white. |\n',
  );
});

test('a new value, a new default and a new status are told', async () => {
  expect(await referenceOf(altered('        - CraftPoly', '        - Imaginary'))).toContain(
    '`LineDetector`, `Imaginary` | `--dsr-mode <name>`',
  );
  expect(await referenceOf(altered('default: Regions', 'default: LineDetector'))).toContain(
    '| `dsrMode` | string | `LineDetector` |',
  );
  const status = altered(
    '        "402":',
    '        "451":\n          description: Not here.\n        "402":',
  );
  expect(await referenceOf(status)).toContain('| 451 | none | Not here. |\n');
});

test('an apostrophe in an example does not end the word of a command', async () => {
  const text = altered('client_secret: not-a-real-secret', `client_secret: "it's"`);
  expect(await referenceOf(text)).toContain(String.raw`--data-urlencode 'client_secret=it'\''s'`);
});
