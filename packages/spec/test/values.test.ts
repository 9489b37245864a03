import { expect, test } from 'vitest';
import { dsrConfidences, dsrModes, languages, responseStatusCodes, taskStatuses } from '../src/index.ts';
import { writtenSpec } from './written-spec.ts';

test.each<[string, readonly string[]]>([
  ['Language', languages],
  ['DsrMode', dsrModes],
  ['DsrConfidence', dsrConfidences],
  ['OCRTaskStatus', taskStatuses],
  ['ResponseStatusCode', responseStatusCodes],
])('the values of %s are those of the spec, each of them once', (schema, values) => {
  expect(values).toEqual(writtenSpec.components.schemas[schema]?.enum);
  expect(new Set(values).size).toBe(values.length);
});

test('every list of values in the spec is in one of the tables', () => {
  const named = Object.entries(writtenSpec.components.schemas).filter(
    ([, schema]) => schema.enum !== undefined,
  );
  expect(named.map(([name]) => name).sort()).toEqual([
    'DsrConfidence',
    'DsrMode',
    'Language',
    'OCRTaskStatus',
    'ResponseStatusCode',
  ]);
});
