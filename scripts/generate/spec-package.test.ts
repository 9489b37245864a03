import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../run.ts';
import { parseSpec, readSpec, type Spec } from './open-api.ts';
import { generateSpecPackage } from './spec-package.ts';
import { compareFolder } from './written.ts';

const path = join(root, 'openapi/detect-regions.yaml');
const folder = join(root, 'packages/spec/src');
const inkSetting = `        ink:
          $ref: "#/components/schemas/InkQuality"
          default: Dark
          description: How dark the ink is.
`;
const inkSchema = `    InkQuality:
      type: string
      description: A quality of ink.
      enum: [Dark, Faint]
`;
const altered = async (change: (text: string) => string): Promise<Spec> => {
  const text = await readFile(path, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error('the change did not apply');
  return parseSpec(changed, 'spec.yaml');
};

describe('generateSpecPackage', () => {
  test('makes what is committed', async () => {
    const files = await generateSpecPackage(await readSpec(path));
    expect(await compareFolder(folder, files, 'alone')).toEqual([]);
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
    expect(await compareFolder(folder, files, 'alone')).toEqual([
      'defaults.ts differs',
      'document.ts differs',
      'settings.ts differs',
      'values.ts differs',
    ]);
  });

  test('gives the values of a new list a name, and a setting that refers to it those values', async () => {
    const spec = await altered((text) =>
      text
        .replace('        dsrMode:\n          $ref', `${inkSetting}        dsrMode:\n          $ref`)
        .replace('    DsrMode:\n', `${inkSchema}    DsrMode:\n`),
    );
    const files = await generateSpecPackage(spec);
    expect(files.get('values.ts')).toContain(
      'export const inkQualities = [\n  "Dark",\n  "Faint"\n] as const;',
    );
    expect(files.get('values.ts')).toContain('export type InkQuality = (typeof inkQualities)[number];');
    expect(files.get('index.ts')).toContain('  type InkQuality,\n  inkQualities,\n');
    expect(files.get('settings.ts')).toContain('  ink: InkQuality;');
    expect(files.get('check-settings.ts')).toContain("  ink: { type: 'string', values: inkQualities },\n");
    expect(files.get('check-settings.ts')).toMatch(
      /^import \{ .*\binkQualities\b.* \} from '.\/values.ts';$/m,
    );
  });

  test.each([
    [
      'a setting without a default',
      (text: string) => text.replace('          default: English\n', ''),
      /^spec.yaml:\d+:9: DetectRegionsSettings.language has no default: add one/,
    ],
    [
      'a setting without a description',
      (text: string) => text.replace(/ {10}description: Raise the contrast.*\n/, ''),
      /^spec.yaml:\d+:9: DetectRegionsSettings.makeContrastCorrection has no description: add one/,
    ],
    [
      'a setting of another type',
      (text: string) => text.replace('          type: boolean\n', '          type: number\n'),
      /^spec.yaml:\d+:9: DetectRegionsSettings.makeSkewCorrect has type number: give it one of string, boolean, integer/,
    ],
    [
      'a setting whose values have no name',
      (text: string) => text.replace('type: boolean\n', 'type: string\n          enum: [yes, no]\n'),
      /^spec.yaml:\d+:11: DetectRegionsSettings.makeSkewCorrect lists its values in place: move them/,
    ],
    [
      'a default that is not among the values',
      (text: string) => text.replace('default: Regions', 'default: Paragraphs'),
      /^spec.yaml:\d+:11: DetectRegionsSettings.dsrMode has the default "Paragraphs", which it does not accept/,
    ],
    [
      'a default beyond the limits',
      (text: string) => text.replace('minimum: -2147483648', 'minimum: 1'),
      /^spec.yaml:\d+:11: DetectRegionsSettings.rotate has the default 0, which it does not accept/,
    ],
    [
      'a list without a description',
      (text: string) => text.replace(/ {6}description: An algorithm of document.*\n/, ''),
      /^spec.yaml:\d+:5: DsrMode has an enum: give it a description/,
    ],
    [
      'a value that is no text',
      (text: string) => text.replace('[Default, Low,', '[Default, 10,'),
      /^spec.yaml:\d+:23: DsrConfidence has 10 among its values: put it in quotes/,
    ],
    [
      'two lists of one name',
      (text: string) =>
        text.replace('    DsrMode:\n', `${inkSchema.replace('InkQuality', 'TaskStatus')}    DsrMode:\n`),
      /^spec.yaml:\d+:5: TaskStatus and OCRTaskStatus would both be named TaskStatus: rename one/,
    ],
    [
      'a limit without a description',
      (text: string) => text.replace(/ {6}description: The largest image.*\n/, ''),
      /^spec.yaml:\d+:5: the limit imageBytes has no description: add one/,
    ],
    [
      'a limit that is no number',
      (text: string) => text.replace('value: 86400', 'value: a day'),
      /^spec.yaml:\d+:7: the limit resultSeconds needs a value: a whole number above 0/,
    ],
    [
      'an image without formats',
      (text: string) => text.replace(/ {10}x-formats.*\n/, ''),
      /^spec.yaml:\d+:9: image needs x-formats/,
    ],
    [
      'a local service without a port',
      (text: string) => text.replace('default: "8707"', 'default: "any"'),
      /^spec.yaml:\d+:1: servers needs the cloud, without variables, and the local service/,
    ],
    [
      'an operation without a tag',
      (text: string) => text.replace('      tags: [Token]\n', ''),
      /^spec.yaml:\d+:5: postToken has no tags: add one/,
    ],
    [
      'an answer for any status',
      (text: string) => text.replace('        "500":\n', '        default:\n'),
      /^spec.yaml:\d+:9: postToken has an answer for default: give each status a row of its own/,
    ],
    [
      'an answer for a range of statuses',
      (text: string) => text.replace('        "500":\n', '        "5XX":\n'),
      /^spec.yaml:\d+:9: postToken has an answer for 5XX: give each status a row/,
    ],
    [
      'a member of a path that is no method',
      (text: string) => text.replace('  /connect/token:\n', '  /connect/token:\n    summary: Tokens\n'),
      /^spec.yaml:\d+:5: \/connect\/token has the member summary: write it into each operation/,
    ],
    [
      'an alias of YAML',
      (text: string) => text.replace('default: English', 'default: *language'),
      /^spec.yaml:\d+:20: the alias \*language: write the value itself/,
    ],
    ['an empty file', () => '', /^spec.yaml:1:1: this is no OpenAPI document: it must be a mapping/],
    ['a list', () => '- openapi: 3.1.0', /^spec.yaml:1:1: this is no OpenAPI document/],
    [
      'an operationId that is there twice',
      (text: string) =>
        text.replace('operationId: getTaskStatus\n      tags', 'operationId: postToken\n      tags'),
      /^spec.yaml:\d+:7: the operationId postToken is there twice/,
    ],
    [
      'a reference to nothing',
      (text: string) => text.replaceAll('#/components/responses/Forbidden', '#/components/responses/Nothing'),
      /Nothing points nowhere/,
    ],
  ])('refuses %s', async (_, change, message) => {
    await expect(altered(change).then(generateSpecPackage)).rejects.toThrow(message);
  });
});

describe('compareFolder', () => {
  test('names files that are missing, that are too many, and that differ', async () => {
    const files = new Map(await generateSpecPackage(await readSpec(path)));
    files.delete('index.ts');
    files.set('more.ts', '');
    files.set('values.ts', '// changed by hand');
    expect(await compareFolder(folder, files, 'alone')).toEqual([
      'index.ts is there, but the spec does not make it',
      'more.ts is missing',
      'values.ts differs',
    ]);
  });
});
