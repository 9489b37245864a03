import type { Json, JsonObject } from '@detect-regions/spec/document';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ApiDescription } from './api-description.ts';

/** An answer, read to its end. */
export interface SeenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Headers that clients act on: sent where the description does not list them, they are a secret part of the API. */
const ACTED_ON = ['www-authenticate', 'retry-after', 'location', 'set-cookie'];

/** Checks answers against a description of the API, more strictly than clients would. */
export class AnswerChecker {
  readonly #description: ApiDescription;
  readonly #ajv: Ajv2020 = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
    logger: false,
  });
  readonly #validators = new Map<JsonObject, ValidateFunction>();

  constructor(description: ApiDescription) {
    this.#description = description;
  }

  /**
   * Says what is wrong with an answer: its status, its media type, its headers, or its body, which
   * may have no member beyond those described: one official client throws on them.
   *
   * @param operationId - of the call that it answers
   * @param negotiated - the media type that the caller asked for, where it is another than the
   *   description's; the text must be the same
   */
  check(operationId: string, answer: SeenAnswer, negotiated?: string): string[] {
    const { status, headers, text } = answer;
    const described = this.#description
      .operation(operationId)
      .answers.find((candidate) => candidate.status === status);
    if (described === undefined) return [`${operationId} answers ${status}, which is not documented`];
    const where = `${operationId} ${status}`;
    const problems = [
      ...described.headers
        .filter((name) => !headers.has(name))
        .map((name) => `${where} lacks the header ${name}`),
      ...ACTED_ON.filter((name) => headers.has(name) && !described.headers.includes(name)).map(
        (name) => `${where} has the header ${name}, which is not documented`,
      ),
    ];
    const { mediaType, schema } = described;
    const type = headers.get('content-type')?.split(';')[0] ?? undefined;
    if (mediaType === undefined) {
      return text === '' ? problems : [...problems, `${where} has a body, which is not documented`];
    }
    const expected = negotiated ?? mediaType;
    if (type !== expected) problems.push(`${where} is ${type ?? 'of no media type'}, not ${expected}`);
    const body = mediaType === 'application/json' ? parse(text) : text;
    if (body === undefined) return [...problems, `${where} is no JSON`];
    if (mediaType === 'text/plain' && /^["'\s]|["'\s]$/.test(text)) {
      problems.push(`${where} has quotes or white space around its text`);
    }
    if (schema === undefined) return [...problems, `${where} has no schema`];
    return [...problems, ...this.#violations(schema, body).map((violation) => `${where}: ${violation}`)];
  }

  #violations(schema: JsonObject, body: Json): string[] {
    const validate = this.#validators.get(schema) ?? this.#ajv.compile(closed(schema) as JsonObject);
    this.#validators.set(schema, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, JSON.stringify(params)].filter((part) => part !== '').join(' '),
    );
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The schema with every object closed to members that it does not list. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, value]) => [name, closed(value)]);
  const object = Object.fromEntries(entries) as Record<string, Json>;
  // `properties` may be the name of a property as well: then it is no list of schemas with a type beside it.
  return typeof object.type === 'string' && object.properties !== undefined
    ? { additionalProperties: false, ...object }
    : object;
}
