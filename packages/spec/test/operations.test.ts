import { describe, expect, test } from 'vitest';
import { operations } from '../src/index.ts';
import { nameOf, unwrapped, writtenSpec } from './written-spec.ts';

const { components, paths } = writtenSpec;
const written = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
);

test('the table has the operations of the spec, in its order', () => {
  expect(Object.keys(operations)).toEqual(written.map(({ operationId }) => operationId));
});

describe.each(written)('$operationId', ({ operationId, path, method, ...operation }) => {
  const row = operations[operationId as keyof typeof operations];

  test('has the place and the words of the spec', () => {
    expect(row).toMatchObject({
      operationId,
      path,
      method: method.toUpperCase(),
      summary: operation.summary,
    });
    expect(row.tag).toBe(operation.tags[0]);
    expect(unwrapped(row.description)).toBe(unwrapped(operation.description));
  });

  test('needs a token where the spec does not say that none is needed', () => {
    expect(row.authenticated).toBe(operation.security === undefined);
  });

  test('has the parameters and the media types of the spec', () => {
    const parameters = (operation.parameters ?? []).map(({ $ref }) => {
      const { name, in: place, required, description } = components.parameters[nameOf($ref)] ?? {};
      return { name, in: place, required, description };
    });
    expect(row.parameters).toEqual(parameters);
    expect(row.requestMediaTypes).toEqual(Object.keys(operation.requestBody?.content ?? {}));
  });

  test('has the answers of the spec', () => {
    const responses = Object.entries(operation.responses).map(([status, response]) => {
      const { content = {}, description } =
        response.$ref === undefined ? response : (components.responses[nameOf(response.$ref)] ?? {});
      return { status: Number(status), mediaTypes: Object.keys(content), description };
    });
    expect(row.responses).toEqual(responses);
  });
});
