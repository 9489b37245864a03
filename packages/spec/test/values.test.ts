import { expect, test } from 'vitest';
import * as spec from '../src/index.ts';
import { writtenSpec } from './written-spec.ts';

test.each<[string, readonly string[]]>([
  ['Language', spec.languages],
  ['DsrMode', spec.dsrModes],
  ['DsrConfidence', spec.dsrConfidences],
  ['OCRTaskStatus', spec.taskStatuses],
  ['ResponseStatusCode', spec.responseStatusCodes],
])('%s has had its name from the first', (schema, values) => {
  expect(values).toEqual(writtenSpec.components.schemas[schema]?.enum);
});

const lists = Object.entries(writtenSpec.components.schemas).filter(([, { enum: values }]) => values);

test.each(lists)(
  'the values of %s can be had, in the order of the spec and each of them once',
  (_, schema) => {
    expect(Object.values(spec)).toContainEqual(schema.enum);
    expect(new Set(schema.enum).size).toBe(schema.enum?.length);
  },
);
