import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** A schema as somebody wrote it. */
export interface WrittenSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly 'x-formats'?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, WrittenSchema>>;
}

interface WrittenResponse {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** An operation as somebody wrote it. */
export interface WrittenOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly $ref: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, WrittenResponse>>;
}

/** The members of the document that the tests look at. */
export interface WrittenSpec {
  readonly info: { readonly 'x-limits': Readonly<Record<string, { readonly value: number }>> };
  readonly servers: readonly {
    readonly url: string;
    readonly variables?: { readonly port?: { readonly default: string } };
  }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, WrittenOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, WrittenSchema>>;
    readonly parameters: Readonly<
      Record<
        string,
        { name: string; in: string; required: boolean; description: string; schema: { maxLength?: number } }
      >
    >;
    readonly responses: Readonly<Record<string, WrittenResponse>>;
  };
}

/** openapi/detect-regions.yaml, parsed. */
export const writtenSpec: WrittenSpec = parse(
  await readFile(new URL('../../../openapi/detect-regions.yaml', import.meta.url), 'utf8'),
);

/** What a `$ref` to a component names. */
export const nameOf = (reference: string): string => reference.split('/').at(-1) ?? '';

/** Prose without its line breaks. */
export const unwrapped = (text: string | undefined): string => (text ?? '').trim().replaceAll(/\s+/g, ' ');
