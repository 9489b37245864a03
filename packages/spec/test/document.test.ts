import { expect, test } from 'vitest';
import { document } from '../src/document.ts';
import { writtenSpec } from './written-spec.ts';

test('the document is what openapi/detect-regions.yaml says, in the same order', () => {
  // As text, since order counts too: for tables, help texts and forms.
  expect(JSON.stringify(document, null, 1)).toBe(JSON.stringify(writtenSpec, null, 1));
});

test('the document is plain data: a copy through JSON is the same', () => {
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});
