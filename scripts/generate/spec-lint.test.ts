import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, run } from '../run.ts';

/** Lints a copy of the spec that differs in one place; throws what the linter says. */
async function lintAltered(from: string, to: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'spec-lint-'));
  try {
    await cp(join(root, 'openapi/redocly.yaml'), join(folder, 'redocly.yaml'));
    const text = await readFile(join(root, 'openapi/detect-regions.yaml'), 'utf8');
    if (!text.includes(from)) throw new Error(`the spec does not say ${from}`);
    await writeFile(join(folder, 'detect-regions.yaml'), text.replace(from, to));
    run('redocly', ['lint', '--config', join(folder, 'redocly.yaml'), 'detect-regions'], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('the spec as it is has no fault', async () => {
  await expect(lintAltered('DetectRegions', 'DetectRegions')).resolves.toBeUndefined();
});

test.each([
  [
    'a media type without an example',
    '              example:\n                access_token: eyJhbGciOiJIUzI1NiJ9.e30.signature\n                expires_in: 3600\n                token_type: Bearer\n',
    '',
    /:\d+:\d+ at .*\n+Every media type needs an example/,
  ],
  [
    'a property without an example',
    '          example: invalid_client\n',
    '',
    /:\d+:\d+ at .*\n+Every property that users see needs an example/,
  ],
  [
    'an example that its schema does not accept',
    '          example: 3600',
    '          example: soon',
    /:\d+:\d+ at/,
  ],
  [
    'a reference to nothing',
    '#/components/responses/Forbidden',
    '#/components/responses/Nothing',
    /:\d+:\d+ at .*\n+Can't resolve \$ref/,
  ],
  [
    'an operationId that is there twice',
    'operationId: getTaskStatus\n      tags',
    'operationId: postToken\n      tags',
    /:\d+:\d+ at .*\n+Every operation must have a unique/,
  ],
  ['a syntax error', 'openapi: 3.1.0', 'openapi: [3.1.0', /detect-regions.yaml" \(\d+:\d+\)/],
])('the linter stops at %s, with file and line', async (_, from, to, message) => {
  await expect(lintAltered(from, to)).rejects.toThrow(message);
});
