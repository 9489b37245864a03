import { document, type Json, type JsonObject } from '@detect-regions/spec/document';
import { describe, expect, test } from 'vitest';
import { type ProblemStatus, problemDetails } from './problem.ts';

interface Example {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
}

const member = (node: Json | undefined, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>((part, name) => (part as JsonObject | undefined)?.[name], node);

const examples = Object.values(member(document, 'components', 'responses') as JsonObject)
  .map((response) => member(response, 'content', 'application/json', 'example') as unknown as Example)
  // The statuses of a plan are the cloud's alone.
  .filter(({ status }) => ![402, 403, 429].includes(status));

describe.each(examples)('$status', ({ status, detail, instance, ...example }) => {
  test('has the type and the title that the spec gives it', () => {
    expect(problemDetails(status as ProblemStatus, detail, instance)).toEqual({
      ...example,
      status,
      detail,
      instance,
    });
  });
});
