import type { Json, JsonObject } from '@detect-regions/spec/document';

/** A parameter outside of the body. */
export interface DescribedParameter {
  readonly name: string;
  /** Where it stands, such as `query`. */
  readonly in: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

/** An answer of an operation. */
export interface DescribedAnswer {
  readonly status: number;
  /** Undefined where there is no body. */
  readonly mediaType: string | undefined;
  readonly schema: JsonObject | undefined;
  /** In lower case. */
  readonly headers: readonly string[];
}

/** An operation, with all references followed. */
export interface DescribedOperation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly authenticated: boolean;
  readonly parameters: readonly DescribedParameter[];
  /** The media type and the schema of the body; undefined where there is none. */
  readonly body: { readonly mediaType: string; readonly schema: JsonObject } | undefined;
  readonly answers: readonly DescribedAnswer[];
}

/** Deeper than this no description goes that does not refer to itself. */
const MAX_DEPTH = 60;

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** An OpenAPI document, read at run time: a suite can be held against a changed one. */
export class ApiDescription {
  readonly operations: readonly DescribedOperation[];
  readonly schemas: Readonly<Record<string, JsonObject>>;

  /** @throws Error when a reference leads nowhere */
  constructor(document: JsonObject) {
    const { paths, components, security } = followed(document, document, 0) as JsonObject;
    this.schemas = (components as JsonObject | undefined)?.schemas as Record<string, JsonObject>;
    this.operations = Object.entries(paths as JsonObject).flatMap(([path, item]) =>
      Object.entries(item as JsonObject)
        .filter(([method]) => METHODS.has(method))
        .map(([method, operation]) => describe(path, method, operation as JsonObject, security)),
    );
  }

  /** @throws Error when there is no such operation */
  operation(id: string): DescribedOperation {
    const found = this.operations.find((operation) => operation.id === id);
    if (found === undefined) throw new Error(`The description has no operation ${id}.`);
    return found;
  }
}

/** The node with references replaced by what they refer to; what stands beside a reference counts more. */
function followed(node: Json, document: JsonObject, depth: number): Json {
  if (depth > MAX_DEPTH) throw new Error('The description refers to itself.');
  if (Array.isArray(node)) return node.map((item) => followed(item, document, depth + 1));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...beside } = node as JsonObject;
  const entries = Object.entries(beside).map(([name, value]) => [name, followed(value, document, depth + 1)]);
  if (typeof $ref !== 'string') return Object.fromEntries(entries);
  const target = followed(find($ref, document), document, depth + 1);
  return { ...(target as JsonObject), ...Object.fromEntries(entries) };
}

function find(reference: string, document: JsonObject): Json {
  const parts = reference.split('/').slice(1);
  const names = parts.map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = names.reduce<Json | undefined>(
    (node, name) => (node as JsonObject | undefined)?.[name],
    document,
  );
  if (found === undefined) throw new Error(`The description has nothing at ${reference}.`);
  return found;
}

function describe(
  path: string,
  method: string,
  operation: JsonObject,
  globalSecurity: Json | undefined,
): DescribedOperation {
  const security = (operation.security ?? globalSecurity ?? []) as readonly Json[];
  const parameters = (operation.parameters ?? []) as readonly JsonObject[];
  const content = (operation.requestBody as JsonObject | undefined)?.content as JsonObject | undefined;
  const [body] = Object.entries(content ?? {});
  return {
    id: String(operation.operationId),
    method: method.toUpperCase(),
    path,
    authenticated: security.length > 0,
    parameters: parameters.map(({ name, in: place, required, schema }) => ({
      name: String(name),
      in: String(place),
      required: required === true,
      schema: schema as JsonObject,
    })),
    body: body && { mediaType: body[0], schema: (body[1] as JsonObject).schema as JsonObject },
    answers: Object.entries((operation.responses ?? {}) as JsonObject).map(([status, answer]) =>
      describeAnswer(Number(status), answer as JsonObject),
    ),
  };
}

function describeAnswer(status: number, { content, headers }: JsonObject): DescribedAnswer {
  const [media] = Object.entries((content ?? {}) as JsonObject);
  return {
    status,
    mediaType: media?.[0],
    schema: (media?.[1] as JsonObject | undefined)?.schema as JsonObject | undefined,
    headers: Object.keys((headers ?? {}) as JsonObject).map((name) => name.toLowerCase()),
  };
}
