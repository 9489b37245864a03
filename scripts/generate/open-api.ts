import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { Refusal } from '../run.ts';

/** The parts of an OpenAPI 3.1 document that the generators read. */
export interface OpenApi {
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly 'x-limits'?: Readonly<Record<string, Limit>>;
  };
  readonly servers: readonly Server[];
  readonly security?: readonly object[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

/** A number that no keyword of OpenAPI says. */
export interface Limit {
  readonly value?: unknown;
  readonly description?: unknown;
}

export interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default: string }>>;
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
  readonly example?: unknown;
  readonly schema?: Schema;
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
  readonly maxLength?: number;
  readonly 'x-formats'?: readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

export interface Reference {
  readonly $ref: string;
}

/** A place in the document, as the keys that lead to it. */
export type Path = readonly (string | number)[];

/** The spec, and where each part of it stands in its file. */
export interface Spec {
  /** The name of the file, for messages. */
  readonly file: string;
  readonly document: OpenApi;
  /**
   * Makes a refusal that names a place of the file.
   *
   * @param path - the keys that lead to the faulty part; where one is missing, its parent is named
   * @param message - what is wrong with it, and what to do
   */
  refuse(path: Path, message: string): Refusal;
}

/** Where a member starts, with its key, or an item of a list. */
function offsetOf(source: Document, path: Path): number | undefined {
  const parent = path.length === 1 ? source.contents : source.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const key = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === last)?.key
    : source.getIn(path, true);
  return isNode(key) ? key.range?.[0] : undefined;
}

/**
 * Parses the text of a spec.
 *
 * @param file - its name, for messages
 * @throws {@link Refusal} with `FILE:LINE:COL` of the first syntax errors, of an alias, and where it is no mapping
 */
export function parseSpec(text: string, file: string): Spec {
  const lines = new LineCounter();
  const source = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (source.errors.length > 0) {
    // The first ones: what follows is mostly said of the same fault.
    const told = source.errors.slice(0, 3).map(({ pos, message }) => {
      return `${at(pos[0])}: this is no YAML: ${message}. Correct the line, or the one before.`;
    });
    throw new Refusal(told.join('\n'));
  }
  if (!isMap(source.contents))
    throw new Refusal(
      `${file}:1:1: this is no OpenAPI document: it must be a mapping that begins with \`openapi: 3.1.0\`.`,
    );
  visit(source, {
    Alias: (_, { source: name, range }) => {
      throw new Refusal(
        `${at(range?.[0] ?? 0)}: the alias *${name}: write the value itself, or refer to a component by $ref.`,
      );
    },
  });
  return {
    file,
    document: source.toJS() as OpenApi,
    refuse: (path, message) => {
      for (let length = path.length; length > 0; length--) {
        const offset = offsetOf(source, path.slice(0, length));
        if (offset !== undefined) return new Refusal(`${at(offset)}: ${message}`);
      }
      return new Refusal(`${file}:1:1: ${message}`);
    },
  };
}

/**
 * Reads and parses the spec.
 *
 * @throws {@link Refusal} where the file cannot be read, or is not YAML
 */
export async function readSpec(path: string): Promise<Spec> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Refusal(
      `${path} cannot be read (${error instanceof Error ? error.message : error}): give the path of an OpenAPI document in YAML.`,
    );
  });
  const near = relative(process.cwd(), path);
  return parseSpec(text, near.startsWith('..') ? path : near);
}

/** Follows a reference within the document, for example `#/components/responses/Forbidden`. */
export function resolve<T extends object>(document: OpenApi, node: T | Reference): T {
  if (!('$ref' in node) || typeof node.$ref !== 'string') return node as T;
  let target: unknown = document;
  for (const key of node.$ref.slice(2).split('/'))
    target = (target as Record<string, unknown> | undefined)?.[key];
  if (target === undefined) throw new Error(`${node.$ref} points nowhere`);
  return target as T;
}
