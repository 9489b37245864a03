import type { OperationId } from '@detect-regions/spec';
import { document, type Json, type JsonObject } from '@detect-regions/spec/document';

/** A schema of the spec, by its place in the document. */
export interface SchemaPlace {
  /** A JSON pointer as a URI fragment, for example `#/components/schemas/OCRResponse`. */
  readonly pointer: string;
}

/** A documented answer of an operation. */
export interface SpecResponse {
  readonly status: number;
  /** Absent where the answer has no body. */
  readonly mediaType?: string;
  readonly schema?: SchemaPlace;
  readonly example?: Json;
  /** The headers with their examples as values; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A parameter of an operation outside its body. */
export interface SpecParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: SchemaPlace;
}

/** An operation as the spec describes it, with references followed. */
export interface SpecOperation {
  readonly operationId: OperationId;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  /** Whether it needs a bearer token. */
  readonly authenticated: boolean;
  readonly parameters: readonly SpecParameter[];
  /** The schema of the body by media type; empty where there is no body. */
  readonly bodies: ReadonlyMap<string, SchemaPlace>;
  readonly responses: ReadonlyMap<number, SpecResponse>;
}

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/** A value of the document that knows where it stands, so that schemas can be referred to in place. */
class Place {
  readonly pointer: string;
  readonly value: Json;

  constructor(pointer: string, value: Json) {
    this.pointer = pointer;
    this.value = value;
  }

  get object(): JsonObject {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) {
      throw new TypeError(`The OpenAPI document has no object at ${this.pointer}.`);
    }
    return this.value as JsonObject;
  }

  /** Where the member stands, with no `$ref` followed; `undefined` where there is none. */
  at(name: string): Place | undefined {
    const value = Array.isArray(this.value) ? this.value[Number(name)] : this.object[name];
    if (value === undefined) return undefined;
    const segment = encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
    return new Place(`${this.pointer}/${segment}`, value);
  }

  /** The member, with a `$ref` followed; `undefined` where there is none. */
  member(name: string): Place | undefined {
    return this.at(name)?.followed();
  }

  members(): [string, Place][] {
    const names = Array.isArray(this.value) ? [...this.value.keys()].map(String) : Object.keys(this.object);
    return names.map((name) => [name, this.member(name) as Place]);
  }

  private followed(): Place {
    const { value } = this;
    if (typeof value !== 'object' || value === null || !('$ref' in value)) return this;
    const reference = String(value.$ref);
    const names = reference.replace(/^#\//, '').split('/');
    let node: Place | undefined = new Place('#', document);
    for (const name of names) {
      node = node?.member(decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'));
    }
    if (node === undefined) throw new TypeError(`The OpenAPI document has nothing at ${reference}.`);
    return node;
  }
}

function readResponse(status: string, response: Place): SpecResponse {
  const headers = (response.member('headers')?.members() ?? []).map(([name, header]) => [
    name.toLowerCase(),
    String(header.member('example')?.value),
  ]);
  const base = { status: Number(status), headers: Object.fromEntries(headers) as Record<string, string> };
  const [content] = response.member('content')?.members() ?? [];
  if (content === undefined) return base;
  const [mediaType, media] = content;
  // A schema is left where it is: what stands beside a $ref counts there, too.
  const schema = media.at('schema');
  const example = media.member('example')?.value;
  return {
    ...base,
    mediaType,
    ...(schema === undefined ? {} : { schema }),
    ...(example === undefined ? {} : { example }),
  };
}

function readParameter(parameter: Place): SpecParameter {
  return {
    name: String(parameter.member('name')?.value),
    in: String(parameter.member('in')?.value),
    required: parameter.member('required')?.value === true,
    schema: parameter.at('schema') as Place,
  };
}

function readOperation(path: string, method: string, operation: Place, root: Place): SpecOperation {
  const security = (operation.member('security') ?? root.member('security'))?.value;
  const contents = operation.member('requestBody')?.member('content')?.members() ?? [];
  const responses = (operation.member('responses')?.members() ?? []).map(
    ([status, response]) => [Number(status), readResponse(status, response)] as const,
  );
  return {
    // The type is generated from the same document.
    operationId: String(operation.member('operationId')?.value) as OperationId,
    method: method.toUpperCase(),
    path,
    authenticated: Array.isArray(security) && security.length > 0,
    parameters: (operation.member('parameters')?.members() ?? []).map(([, node]) => readParameter(node)),
    bodies: new Map(contents.map(([mediaType, media]) => [mediaType, media.at('schema') as Place])),
    responses: new Map(responses),
  };
}

let operations: readonly SpecOperation[] | undefined;

/** The operations of the spec, read from the document when first asked for. */
export function specOperations(): readonly SpecOperation[] {
  if (operations === undefined) {
    const root = new Place('#', document);
    operations = (root.member('paths')?.members() ?? []).flatMap(([path, item]) =>
      item
        .members()
        .filter(([method]) => methods.has(method))
        .map(([method, operation]) => readOperation(path, method, operation, root)),
    );
  }
  return operations;
}

/**
 * The operation of that id.
 *
 * @throws TypeError when the spec has none
 */
export function specOperation(operationId: OperationId): SpecOperation {
  const found = specOperations().find((operation) => operation.operationId === operationId);
  if (found !== undefined) return found;
  const known = specOperations().map((operation) => operation.operationId);
  throw new TypeError(`There is no operation ${String(operationId)}; there are ${known.join(', ')}.`);
}

/**
 * The documented answer of an operation with that status.
 *
 * @throws TypeError when the spec has none; it names those that there are
 */
export function specResponse(operation: SpecOperation, status: number): SpecResponse {
  const found = operation.responses.get(status);
  if (found !== undefined) return found;
  const known = [...operation.responses.keys()].join(', ');
  throw new TypeError(
    `The spec has no answer ${status} for ${operation.operationId}; it has ${known}. For any other answer give a Response.`,
  );
}

/** The status of the success that the spec documents for an operation. */
export function successStatus(operation: SpecOperation): number {
  return [...operation.responses.keys()].find((status) => status >= 200 && status < 300) ?? 200;
}

/** The example that the spec gives for a schema of that name. */
export function schemaExample(name: string): Json {
  const schemas = document.components as { readonly schemas: Readonly<Record<string, JsonObject>> };
  return schemas.schemas[name]?.example ?? null;
}
