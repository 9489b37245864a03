import { document, type JsonObject } from '@detect-regions/spec/document';
import { expect, test } from 'vitest';
import { changed } from './changed-document.ts';
import { findVendorProblems } from './vendor.ts';

test('the description has all that the vendor documents', () => {
  expect(findVendorProblems(document)).toEqual([]);
});

test.each<[string, string, (parent: JsonObject) => JsonObject, string]>([
  [
    'a value of a setting that is renamed',
    '/components/schemas/DsrMode',
    (schema) => ({ ...schema, enum: ['Region', 'DsrNoFilter'] }),
    'the setting dsrMode must take Regions',
  ],
  [
    'a default',
    '/components/schemas/DetectRegionsSettings/properties/rotate',
    (schema) => ({ ...schema, default: 90 }),
    'the setting rotate must be 0 by default',
  ],
  [
    'a type',
    '/components/schemas/DetectRegionsSettings/properties/makeUpsampling',
    (schema) => ({ ...schema, type: 'string' }),
    'the setting makeUpsampling must be boolean',
  ],
  [
    'a member that is dropped',
    '/components/schemas/OCRError/properties',
    ({ warnings: _, ...rest }) => rest,
    'OCRError.warnings must be array, not undefined',
  ],
  [
    'a member that is demanded',
    '/components/schemas/DetectRegionsRequest',
    (schema) => ({ ...schema, required: ['image', 'pages'] }),
    'DetectRegionsRequest.pages must not be required',
  ],
  [
    'a member that may be left out',
    '/components/schemas/DetectRegionsRequest',
    ({ required: _, ...schema }) => schema,
    'DetectRegionsRequest.image must be required',
  ],
  [
    'a member that clients rely on',
    '/components/schemas/OCRResponse',
    (schema) => ({ ...schema, required: ['taskStatus'] }),
    'OCRResponse.responseStatusCode must be required',
  ],
  [
    'a status that clients throw on',
    '/components/schemas/OCRTaskStatus',
    (schema) => ({ ...schema, enum: ['Pending', 'Processing', 'Completed', 'Error', 'NotExist', 'Paused'] }),
    'taskStatus must not have the value Paused',
  ],
  [
    'a status of HTTP',
    '/paths/~1v5.0~1ocr~1DetectRegions/delete/responses',
    ({ 401: _, ...rest }) => rest,
    'DELETE /v5.0/ocr/DetectRegions must answer 401',
  ],
  [
    'a media type',
    '/paths/~1v5.0~1ocr~1DetectRegions/post/responses/200/content',
    (content) => ({ 'application/json': content['text/plain'] ?? null }),
    'POST /v5.0/ocr/DetectRegions 200 must be text/plain',
  ],
  [
    'a path',
    '/paths',
    ({ '/connect/token': token, ...rest }) => ({ '/oauth/token': token ?? null, ...rest }),
    'POST /connect/token is missing',
  ],
  [
    'the name of an operation',
    '/paths/~1v5.0~1ocr~1DetectRegions/get',
    (operation) => ({ ...operation, operationId: 'fetchRegions' }),
    'GET /v5.0/ocr/DetectRegions must be GetDetectRegions',
  ],
  [
    'a parameter',
    '/components/parameters/TaskId',
    (parameter) => ({ ...parameter, name: 'taskId' }),
    'GET /v5.0/ocr/DetectRegions must require the parameter id in its query',
  ],
  [
    'where a parameter stands',
    '/components/parameters/TaskId',
    (parameter) => ({ ...parameter, in: 'header' }),
    'GET /v5.0/ocr/Utilities/GetTaskStatus must require the parameter id in its query',
  ],
  [
    'a header',
    '/components/responses/Unauthorized',
    ({ headers: _, ...rest }) => rest,
    'POST /v5.0/ocr/DetectRegions 401 must have the header www-authenticate',
  ],
])('%s is told', (_, pointer, change, problem) => {
  expect(findVendorProblems(changed(document, pointer, change))).toContain(problem);
});

test('what the vendor does not know is no problem', () => {
  const settings = changed(
    document,
    '/components/schemas/DetectRegionsSettings/properties',
    (properties) => ({
      ...properties,
      minimumHeight: { type: 'integer', default: 0 },
    }),
  );
  const values = changed(settings, '/components/schemas/Language', (schema) => ({
    ...schema,
    enum: [...(schema.enum as readonly string[]), 'Klingon'],
  }));
  expect(findVendorProblems(values)).toEqual([]);
});
