import type { Json, JsonObject } from '@detect-regions/spec/document';

/** One thing that the spec promises and that a test can touch. */
export interface Cell {
  readonly operation: string;
  /** The request, or the answer with a status. */
  readonly where: string;
  /** What of it: `''` for the answer itself, else such as `body.settings.language=English`. */
  readonly what: string;
  /** Where it is touched by an object that lacks a member: which. */
  readonly absent?: Absent;
}

/** A member that may be missing. */
export interface Absent {
  /** The path of the object. */
  readonly from: string;
  readonly member: string;
}

/** The name of a cell, unique in a document. */
export const nameOf = ({ operation, where, what }: Cell): string => [operation, where, what].join(' ').trim();

/** A value that is left out, so that the default counts. */
export const leftOutSo = (path: string, value: unknown): string => `${path} left out, so ${String(value)}`;
export const valued = (path: string, value: unknown): string => `${path}=${String(value)}`;
export const long = (path: string, characters: number): string => `${path} of ${characters} characters`;

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The keywords of a schema that this file turns into cells, and those that promise nothing to be touched. */
const understood = new Set([
  ...['$ref', 'type', 'enum', 'const', 'default', 'minimum', 'maximum', 'minLength', 'maxLength'],
  ...['properties', 'required', 'items'],
  ...['title', 'description', 'example', 'examples', 'format', 'contentEncoding', 'deprecated'],
]);

/**
 * Everything that a document promises, read from nothing but the document.
 *
 * @throws Error where a schema has a keyword whose cells are not known here: it would go untested unnoticed
 */
export function cellsOf(document: JsonObject): readonly Cell[] {
  const operations = Object.values(objectOf(document.paths)).flatMap((item) =>
    Object.entries(objectOf(item))
      .filter(([method]) => methods.includes(method))
      .flatMap(([, operation]) =>
        ofOperation(document, objectOf(operation), arrayOf(objectOf(item).parameters)),
      ),
  );
  return [...arrayOf(document.servers).map((server) => ofServer(objectOf(server))), ...operations];
}

/** A request to a server is no matter of one operation. */
export const serverCell = (origin: string): Cell => ({ operation: 'server', where: origin, what: '' });

function ofServer({ url, variables }: JsonObject): Cell {
  const filled = String(url).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(objectOf(objectOf(variables)[name]).default),
  );
  return serverCell(new URL(filled).origin);
}

function ofOperation(document: JsonObject, operation: JsonObject, shared: readonly Json[]): Cell[] {
  const resolve = (value: Json | undefined): JsonObject => follow(document, objectOf(value));
  const contents = (content: Json | undefined): What[] =>
    Object.entries(objectOf(content)).flatMap(([type, media]) => [
      { what: `as ${type}` },
      ...ofValue(resolve, objectOf(media).schema, 'body'),
    ]);
  const headers = (fields: Json | undefined): What[] =>
    Object.keys(objectOf(fields)).map((name) => ({ what: `header ${name.toLowerCase()}` }));

  const request = [
    ...(arrayOf(operation.security ?? document.security).length > 0 ? [{ what: 'with a token' }] : []),
    ...[...shared, ...arrayOf(operation.parameters)].flatMap((parameter) => {
      const { name, schema } = resolve(parameter);
      return ofValue(resolve, schema, `parameter ${String(name)}`);
    }),
    ...contents(resolve(operation.requestBody).content),
  ];
  const answers = Object.entries(objectOf(operation.responses)).map(([status, response]) => {
    const { content, headers: fields } = resolve(response);
    return { where: status, all: [{ what: '' }, ...headers(fields), ...contents(content)] };
  });
  return [{ where: 'request', all: request }, ...answers].flatMap(({ where, all }) =>
    [...new Map(all.map((one) => [one.what, one])).values()].map((one) => ({
      operation: String(operation.operationId),
      where,
      ...one,
    })),
  );
}

type What = Pick<Cell, 'what' | 'absent'>;

function ofValue(
  resolve: (value: Json | undefined) => JsonObject,
  given: Json | undefined,
  path: string,
): What[] {
  const schema = resolve(given);
  const unknown = Object.keys(schema).filter(
    (keyword) => !understood.has(keyword) && !keyword.startsWith('x-'),
  );
  if (unknown.length > 0) {
    throw new Error(
      `${path} has ${unknown.join(', ')}, of which cells.ts knows no cells: teach it what there is to touch.`,
    );
  }
  const types = [schema.type].flat();
  const values = [
    ...arrayOf(schema.enum),
    ...['const', 'minimum', 'maximum'].flatMap((keyword) => (keyword in schema ? [schema[keyword]] : [])),
    ...(types.includes('boolean') ? [true, false] : []),
    ...(types.includes('null') ? [null] : []),
  ];
  const lengths = [schema.minLength, schema.maxLength].filter((length) => length !== undefined);
  const required = arrayOf(schema.required);
  const here = [
    path,
    ...values.map((value) => valued(path, value)),
    ...lengths.map((length) => long(path, Number(length))),
    ...('default' in schema ? [leftOutSo(path, schema.default)] : []),
  ];
  return [
    ...here.map((what) => ({ what })),
    ...Object.entries(objectOf(schema.properties)).flatMap(([member, value]) => [
      ...(required.includes(member)
        ? []
        : [{ what: `${path}.${member} left out`, absent: { from: path, member } }]),
      ...ofValue(resolve, value, `${path}.${member}`),
    ]),
    ...('items' in schema ? ofValue(resolve, schema.items, `${path}[]`) : []),
  ];
}

/** What a reference points to, with what is said beside it. */
function follow(document: JsonObject, value: JsonObject): JsonObject {
  if (typeof value.$ref !== 'string') return value;
  const { $ref, ...beside } = value;
  const target = $ref
    .slice('#/'.length)
    .split('/')
    .reduce<Json | undefined>((at, key) => objectOf(at)[key], document);
  return { ...follow(document, objectOf(target)), ...beside };
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

const arrayOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
