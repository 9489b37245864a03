import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { root } from '../run.ts';
import { specPath } from './base.ts';
import { diffSpecs } from './changes.ts';
import { gravest, type Level } from './level.ts';
import { isInstalled, isNewEnough } from './oasdiff.ts';

const spec = readFileSync(join(root, specPath), 'utf8');

type Mutation = readonly [name: string, from: string, to: string, level: Level, text: RegExp];

const upsampling =
  '          type: boolean\n          default: false\n          description: Enlarge the image first. Helps where letters are small or lines are dense.\n          example: false\n';
const paymentRequired = '        "402":\n          $ref: "#/components/responses/PaymentRequired"\n';

const breaking: readonly Mutation[] = (
  [
    [
      'a value taken out of a setting',
      '        - CraftPoly\n',
      '',
      /removed the enum value `CraftPoly` .*settings\/dsrMode/,
    ],
    [
      'a value renamed',
      '        - LineDetector\n',
      '        - LineFinder\n',
      /removed the enum value `LineDetector`/,
    ],
    ['a language gone', '        - Kazah\n', '', /`Kazah`/],
    [
      'another default of a switch',
      'default: false\n          description: Enlarge',
      'default: true\n          description: Enlarge',
      /`makeUpsampling` .*default value changed from `false` to `true`/,
    ],
    [
      'another default beside a reference',
      'default: English',
      'default: German',
      /from `English` to `German`/,
    ],
    [
      'a setting gone',
      `        makeUpsampling:\n${upsampling}`,
      '',
      /removed the request property `settings\/makeUpsampling`/,
    ],
    [
      'a setting renamed',
      '        makeUpsampling:\n          type',
      '        upsample:\n          type',
      /removed the request property/,
    ],
    [
      'a member now required',
      'required: [image]',
      'required: [image, settings]',
      /`settings` became required/,
    ],
    [
      'a type changed',
      'type: integer\n          format: int32',
      'type: string\n          format: int32',
      /`integer` to `string`/,
    ],
    ['a default gone', '          default: English\n', '', /`language` .*default/],
    ['a limit narrowed', 'maximum: 2147483647', 'maximum: 360', /max was decreased/],
    ['a shorter id', 'maxLength: 200', 'maxLength: 36', /maxLength was decreased from `200` to `36`/],
    ['a status that apps do not know', 'Error, NotExist]', 'Error, NotExist, Cancelled]', /`Cancelled`/],
    [
      'a status that apps may name, gone',
      ', Error, NotExist]',
      ', Error]',
      /removed the `NotExist` enum value/,
    ],
    [
      'a member of an answer that may be missing now',
      'required: [taskStatus, responseStatusCode]',
      'required: [taskStatus]',
      /`responseStatusCode` became optional/,
    ],
    [
      'a member of an answer renamed',
      '        error:\n          $ref: "#/components/schemas/OCRError"',
      '        problem:\n          $ref: "#/components/schemas/OCRError"',
      /removed the optional property `error`/,
    ],
    ['an HTTP status gone', paymentRequired, '', /removed .* status `402`/],
    [
      'another status of success',
      '"200":\n          description: Accepted.',
      '"202":\n          description: Accepted.',
      /removed the success response with the status `200`/,
    ],
    [
      'another media type',
      '            text/plain:\n',
      '            application/json:\n',
      /removed the media type `text\/plain`/,
    ],
    ['a path renamed', '/v5.0/ocr/Utilities/GetTaskStatus:', '/v5.0/ocr/TaskStatus:', /path removed/],
    [
      'an operation renamed',
      'operationId: getTaskStatus\n      tags',
      'operationId: getStatus\n      tags',
      /`getTaskStatus` removed and replaced with `getStatus`/,
    ],
    ['a parameter renamed', 'name: id\n', 'name: taskId\n', /deleted the `query` request parameter `id`/],
    [
      'a header gone',
      '      headers:\n        Retry-After:\n          $ref: "#/components/headers/RetryAfter"\n',
      '',
      /`retry-after` removed/,
    ],
    [
      'no authentication any more',
      'security:\n  - clientCredentials: []',
      'security: []',
      /anonymous access/,
    ],
    ['another tag, so another class of the client', 'tags: [Token]', 'tags: [Auth]', /tag `Token` removed/],
    ['another server', 'https://api.aspose.cloud\n', 'https://api.example.org\n', /servers changed/],
    ['another port of the local service', 'default: "8707"', 'default: "8708"', /servers changed/],
  ] as const
).map(([name, from, to, text]) => [name, from, to, 'breaking', text]);

const other: readonly Mutation[] = [
  ['a value added', '        - CraftPoly\n', '        - CraftPoly\n        - Rings\n', 'additive', /`Rings`/],
  [
    'a setting added',
    '        dsrMode:\n          $ref',
    `        makeDespeckle:\n${upsampling}        dsrMode:\n          $ref`,
    'additive',
    /added the new optional request property `settings\/makeDespeckle`/,
  ],
  ['a member no longer required', '      required: [image]\n', '', 'additive', /`image` became optional/],
  ['a limit widened', 'maximum: 2147483647', 'maximum: 4294967295', 'additive', /max was increased/],
  [
    'an HTTP status added',
    paymentRequired,
    `${paymentRequired}        "409":\n          $ref: "#/components/responses/Forbidden"\n`,
    'additive',
    /added .* status `409`/,
  ],
  [
    'an operation that will go',
    'operationId: getTaskStatus\n      tags',
    'operationId: getTaskStatus\n      deprecated: true\n      tags',
    'additive',
    /endpoint deprecated/,
  ],
  [
    'a limit of ours added',
    '  license:\n',
    '  x-sizes: { tasks: 5 }\n  license:\n',
    'additive',
    /`info.x-sizes` was nothing/,
  ],
  [
    'a model that nothing uses yet',
    '    Language:\n      type',
    '    Font:\n      type: string\n    Language:\n      type',
    'additive',
    /`components.schemas.Font` was nothing/,
  ],
  [
    'another description',
    'Raise the contrast first.',
    'Raise the contrast.',
    'editorial',
    /words .*`components.schemas.DetectRegionsSettings.properties.makeContrastCorrection.description`/,
  ],
  [
    'another example',
    '          example: 3600',
    '          example: 1800',
    'editorial',
    /expires_in.example`/,
  ],
  ['another summary', 'summary: Submit an image', 'summary: Send an image', 'editorial', /post.summary`/],
  ["the cloud's own version", 'version: 5.0.0', 'version: 5.1.0', 'editorial', /`info.version`/],
];

const replaced = (from: string, to: string): string => {
  if (!spec.includes(from)) throw new Error(`the spec no longer says ${from}`);
  return spec.replace(from, () => to);
};

describe('changes of the API', () => {
  beforeEach((context) => {
    if (isInstalled()) return;
    const message = 'needs oasdiff: `pnpm api:diff` builds it';
    if (process.env.REQUIRE_ALL === '1') throw new Error(message);
    context.skip(message);
  });

  test('a spec has not changed since itself, in whatever order it is written', async () => {
    expect(await diffSpecs(spec, `# a comment\n${spec}`)).toEqual([]);
  });

  test.each([...breaking, ...other])('%s', async (_, from, to, level, text) => {
    const changes = await diffSpecs(spec, replaced(from, to));
    expect(gravest(changes)).toBe(level);
    expect(changes.find((change) => text.test(change.text))).toMatchObject({ level });
  });

  test('a model of another name is breaking, though the wire is the same', async () => {
    const renamed = spec.replaceAll('schemas/OCRError"', 'schemas/TaskError"');
    const changes = await diffSpecs(spec, renamed.replace('    OCRError:\n', '    TaskError:\n'));
    expect(changes[0]).toMatchObject({ level: 'breaking', text: 'removed the schema `OCRError`' });
  });

  test('one change that two operations show is told once', async () => {
    const changes = await diffSpecs(spec, replaced(', Error, NotExist]', ', Error]'));
    expect(changes.map(({ operations }) => operations)).toEqual([
      ['GET /v5.0/ocr/DetectRegions', 'GET /v5.0/ocr/Utilities/GetTaskStatus'],
    ]);
  });

  test('the gravest comes first, and words are told beside it', async () => {
    const changed = replaced('        - CraftPoly\n', '        - Rings\n').replace(
      'summary: Ask',
      'summary: See',
    );
    const changes = await diffSpecs(spec, changed);
    expect(changes.map(({ level }) => level)).toEqual(['breaking', 'additive', 'editorial']);
  });

  test('what is no OpenAPI document is refused', async () => {
    await expect(diffSpecs(spec, 'openapi: [3.1.0')).rejects.toThrow(/oasdiff .* failed/);
  });
});

test.each([
  ['go version go1.26.8 linux/amd64', true],
  ['go version go2.0 linux/amd64', true],
  ['go version go1.25.9 darwin/arm64', false],
  ['no Go at all', false],
])('%s can build oasdiff: %s', (said, enough) => {
  expect(isNewEnough(said)).toBe(enough);
});
