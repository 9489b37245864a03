import { dsrConfidences, dsrModes, languages, responseStatusCodes, taskStatuses } from '@detect-regions/spec';
import { expect, test } from 'vitest';
import {
  BASE_PATH,
  DsrConfidence,
  DsrMode,
  Language,
  OCRTaskStatus,
  PostTokenGrantTypeEnum,
  ResponseStatusCode,
} from '../src/index.ts';

test.each<[string, Record<string, string>, readonly string[]]>([
  ['Language', Language, languages],
  ['DsrMode', DsrMode, dsrModes],
  ['DsrConfidence', DsrConfidence, dsrConfidences],
  ['OCRTaskStatus', OCRTaskStatus, taskStatuses],
  ['ResponseStatusCode', ResponseStatusCode, responseStatusCodes],
  ['the grant type', PostTokenGrantTypeEnum, ['client_credentials']],
])('%s has the values of the spec', (_name, generated, values) => {
  expect(Object.values(generated)).toEqual(values);
});

test('calls go to the cloud unless told otherwise', () => {
  expect(BASE_PATH).toBe('https://api.aspose.cloud');
});
