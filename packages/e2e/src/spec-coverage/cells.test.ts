import { expect, test } from 'vitest';
import { cellsOf, nameOf } from './cells.ts';

const cellsOfSchema = (schema: object): string[] =>
  cellsOf({
    paths: {
      '/x': {
        summary: 'What is no method is no operation.',
        parameters: [{ name: 'y', in: 'query' }],
        get: { operationId: 'x', responses: { 200: { content: { 'application/json': { schema } } } } },
      },
    },
    components: { schemas: { Kind: { type: 'string', enum: ['a', 'b'] } } },
  } as never).map(nameOf);

test('a schema comes to all that can be told apart on the wire', () => {
  const kind = { $ref: '#/components/schemas/Kind', default: 'a' };
  const schema = {
    type: 'object',
    required: ['list'],
    properties: {
      kind,
      list: { type: 'array', items: { type: ['integer', 'null'], minimum: 1, maximum: 9 } },
      text: { type: 'string', minLength: 2, 'x-note': 'ours' },
      flag: { type: 'boolean' },
    },
  };
  const [parameter, answer, ...members] = cellsOfSchema(schema);
  expect([parameter, answer]).toEqual(['x request parameter y', 'x 200']);
  expect(members).toEqual(
    [
      ...[' as application/json', ' body'],
      ...[' body.kind left out', ' body.kind', ' body.kind=a', ' body.kind=b', ' body.kind left out, so a'],
      ...[' body.list', ' body.list[]', ' body.list[]=1', ' body.list[]=9', ' body.list[]=null'],
      ...[' body.text left out', ' body.text', ' body.text of 2 characters'],
      ...[' body.flag left out', ' body.flag', ' body.flag=true', ' body.flag=false'],
    ].map((what) => `x 200${what}`),
  );
});

test('a keyword that nobody has thought of is refused, not passed over', () => {
  expect(() => cellsOfSchema({ type: 'object', properties: { a: { pattern: '^a$' } } })).toThrow(
    'body.a has pattern, of which cells.ts knows no cells',
  );
});
