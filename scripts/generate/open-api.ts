import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** The parts of an OpenAPI 3.1 document that the generators read. */
export interface OpenApi {
  readonly info: { readonly version: string };
  readonly security?: readonly object[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, Response | Reference>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description: string;
}

export interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

export interface Reference {
  readonly $ref: string;
}

/** Reads and parses the spec; a syntax error names the file, the line and the column. */
export async function readSpec(path: string): Promise<OpenApi> {
  return parse(await readFile(path, 'utf8'), { prettyErrors: true }) as OpenApi;
}

/** Follows a reference within the document, for example `#/components/responses/Forbidden`. */
export function resolve<T extends object>(spec: OpenApi, node: T | Reference): T {
  if (!('$ref' in node) || typeof node.$ref !== 'string') return node as T;
  let target: unknown = spec;
  for (const key of node.$ref.slice(2).split('/'))
    target = (target as Record<string, unknown> | undefined)?.[key];
  if (target === undefined) throw new Error(`${node.$ref} points nowhere`);
  return target as T;
}
