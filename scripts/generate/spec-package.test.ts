import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../run.ts';
import { type OpenApi, readSpec } from './open-api.ts';
import { generateSpecPackage } from './spec-package.ts';
import { compareFolder } from './written.ts';

const path = join(root, 'openapi/detect-regions.yaml');
const altered = async (change: (text: string) => string): Promise<OpenApi> => {
  const text = await readFile(path, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error('the change did not apply');
  return parse(changed);
};

describe('generateSpecPackage', () => {
  test('makes what is committed', async () => {
    const files = await generateSpecPackage(await readSpec(path));
    expect(await compareFolder('packages/spec/src', files)).toEqual([]);
  });

  test('carries a changed default and a new value into the sources', async () => {
    const spec = await altered((text) =>
      text
        .replace('default: English', 'default: German')
        .replace('        - CraftPoly', '        - CraftPoly\n        - Imaginary'),
    );
    const files = await generateSpecPackage(spec);
    expect(files.get('defaults.ts')).toContain('language: "German"');
    expect(files.get('values.ts')).toContain('"Imaginary"');
    expect(await compareFolder('packages/spec/src', files)).toEqual([
      'packages/spec/src/defaults.ts differs',
      'packages/spec/src/document.ts differs',
      'packages/spec/src/settings.ts differs',
      'packages/spec/src/values.ts differs',
    ]);
  });

  test.each([
    [
      'a setting without a default',
      (text: string) => text.replace('          default: English\n', ''),
      /language needs a type, a default and a description/,
    ],
    [
      'an operationId that is there twice',
      (text: string) =>
        text.replace('operationId: getTaskStatus\n      tags', 'operationId: postToken\n      tags'),
      /operationId postToken is there twice/,
    ],
    [
      'a reference to nothing',
      (text: string) => text.replaceAll('#/components/responses/Forbidden', '#/components/responses/Nothing'),
      /Nothing points nowhere/,
    ],
  ])('refuses %s', async (_, change, message) => {
    await expect(generateSpecPackage(await altered(change))).rejects.toThrow(message);
  });
});

describe('compareFolder', () => {
  test('names files that are missing, that are too many, and that differ', async () => {
    const files = new Map(await generateSpecPackage(await readSpec(path)));
    files.delete('index.ts');
    files.set('more.ts', '');
    files.set('values.ts', '// changed by hand');
    expect(await compareFolder('packages/spec/src', files)).toEqual([
      'packages/spec/src/index.ts is there, but the spec does not make it',
      'packages/spec/src/more.ts is missing',
      'packages/spec/src/values.ts differs',
    ]);
  });
});
