// A suite that holds for any description would be worth nothing: here the description changes, and the services do not.
import { document, type Json, type JsonObject } from '@detect-regions/spec/document';
import { describe, expect, test } from 'vitest';
import { cases } from './cases.ts';
import { changed } from './changed-document.ts';
import { runContract } from './run-contract.ts';
import { msw } from './targets/msw.ts';
import { server } from './targets/server.ts';
import type { Case } from './types.ts';

const schemas = '/components/schemas';
const settings = `${schemas}/DetectRegionsSettings/properties`;
const tasks = '/paths/~1v5.0~1ocr~1DetectRegions';

type Change = readonly [
  name: string,
  /** The beginning of the title of the case that finds it. */
  by: string,
  pointer: string,
  change: (object: JsonObject) => JsonObject,
  problem: RegExp,
];

const also = (list: Json | undefined, value: string): Json => [...((list ?? []) as readonly Json[]), value];

const changes: readonly Change[] = [
  [
    'a value of a setting more',
    'every value of every setting',
    `${schemas}/DsrMode`,
    (schema) => ({ ...schema, enum: also(schema.enum, 'WholePage') }),
    /dsrMode WholePage/,
  ],
  [
    'a setting more',
    'any other value of a setting',
    settings,
    (properties) => ({ ...properties, minHeight: { type: 'integer', default: 0, minimum: 0, maximum: 9 } }),
    /minHeight/,
  ],
  [
    'another type of a setting',
    'every value of every setting',
    `${settings}/makeUpsampling`,
    () => ({ type: 'integer' }),
    /makeUpsampling/,
  ],
  [
    'a narrower range',
    'any other value of a setting',
    `${settings}/rotate`,
    (schema) => ({ ...schema, maximum: 360 }),
    /rotate 361/,
  ],
  [
    'a longer id',
    'a parameter may be left out',
    '/components/parameters/TaskId/schema',
    (schema) => ({ ...schema, maxLength: 300 }),
    /400 !== 200/,
  ],
  [
    'a member that must be sent',
    'a member of a submission',
    `${schemas}/DetectRegionsRequest`,
    (schema) => ({ ...schema, required: ['image', 'settings'] }),
    /settings/,
  ],
  [
    'a member of an answer less',
    'an answer has no member',
    `${schemas}/OCRResponse/properties`,
    ({ results: _, ...rest }) => rest,
    /additionalProperties|must NOT have additional properties/,
  ],
  [
    'a member that every answer has',
    'an answer has no member',
    `${schemas}/OCRResponse`,
    (schema) => ({ ...schema, required: ['taskStatus', 'responseStatusCode', 'error'] }),
    /required property 'error'/,
  ],
  [
    'a value of an answer less',
    'an answer has no member',
    `${schemas}/OCRTaskStatus`,
    (schema) => ({ ...schema, enum: ['Pending', 'Processing', 'Completed', 'NotExist'] }),
    /taskStatus must be equal to one of the allowed values/,
  ],
  [
    'a value of an answer more',
    'a task is Pending',
    `${schemas}/OCRTaskStatus`,
    (schema) => ({ ...schema, enum: also(schema.enum, 'Paused') }),
    /no case has \w+ answer taskStatus Paused/,
  ],
  [
    'a status less',
    'a body of another type',
    `${tasks}/post/responses`,
    ({ 415: _, ...rest }) => rest,
    /postDetectRegions answers 415, which is not documented/,
  ],
  [
    'a status more',
    'an error that no request',
    `${tasks}/delete/responses`,
    (responses) => ({ ...responses, 409: { description: 'It is being cancelled.' } }),
    /cancelDetectRegions.* 409|409 for cancelDetectRegions/,
  ],
  [
    'another success',
    'every submission is a task',
    `${tasks}/post/responses`,
    ({ 200: success, ...rest }) => ({ ...rest, 202: success ?? null }),
    /postDetectRegions answers 200, which is not documented/,
  ],
  [
    'a media type',
    'every submission is a task',
    `${tasks}/post/responses/200/content`,
    (content) => ({ 'application/json': content['text/plain'] ?? null }),
    /postDetectRegions 200 is text\/plain, not application\/json/,
  ],
  [
    'a header less',
    'without a good token',
    '/components/responses/Unauthorized',
    ({ headers: _, ...rest }) => rest,
    /401 has the header www-authenticate, which is not documented/,
  ],
  [
    'a header more',
    'a task that is given up',
    `${tasks}/delete/responses/200`,
    (answer) => ({ ...answer, headers: { Location: { schema: { type: 'string' } } } }),
    /cancelDetectRegions 200 lacks the header location/,
  ],
  [
    'another path',
    'every submission is a task',
    '/paths',
    ({ '/v5.0/ocr/DetectRegions': item, ...rest }) => ({ ...rest, '/v6.0/ocr/DetectRegions': item ?? null }),
    /./,
  ],
  [
    'no token',
    'an operation wants a token',
    `${tasks}/get`,
    (operation) => ({ ...operation, security: [] }),
    /getDetectRegions/,
  ],
  [
    'another parameter',
    'a parameter may be left out',
    '/components/parameters/TaskId',
    (it) => ({ ...it, name: 'taskId' }),
    /taskId/,
  ],
  [
    'a reference that leads nowhere',
    'a task is Pending',
    schemas,
    ({ OCRError: _, ...rest }) => rest,
    /nothing at .*OCRError/,
  ],
];

function named(beginning: string): readonly Case[] {
  const found = cases.filter(({ title }) => title.startsWith(beginning));
  expect(found).not.toEqual([]);
  return found;
}

describe.each([msw, server])('what $name does otherwise than a changed description is found:', (target) => {
  test.each(changes)('%s', async (_, by, pointer, change, problem) => {
    const failures = await runContract(named(by), target, changed(document, pointer, change));
    expect(failures.map((failure) => failure.problem).join('\n')).toMatch(problem);
  });
});

test('another default is found where there are defaults', async () => {
  const other = changed(document, `${settings}/dsrMode`, (schema) => ({
    ...schema,
    default: 'LineDetector',
  }));
  const failures = await runContract(named('a setting that is left out'), server, other, {
    stopAtFirst: true,
  });
  expect(failures.map(({ problem }) => problem).join()).toMatch(/LineDetector/);
});
