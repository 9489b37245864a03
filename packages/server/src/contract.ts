import { type OperationId, operations } from '@detect-regions/spec';
import { document, type Json } from '@detect-regions/spec/document';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';

/** What a request does that the spec doesn't allow. */
export interface Violation {
  /** The parameter or the member, such as `settings.dsrMode`. */
  readonly field: string;
  /** What is wrong and what is accepted, in one sentence that names the field. */
  readonly message: string;
}

/** A parameter outside of the body, with its check. */
interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly validate: ValidateFunction;
}

/** The requests that the spec allows, read from the spec itself. */
export class Contract {
  readonly #queries: ReadonlyMap<OperationId, readonly Parameter[]>;
  readonly #bodies: ReadonlyMap<OperationId, ValidateFunction>;

  constructor() {
    const ajv = new Ajv2020({
      strict: false,
      allErrors: true,
      logger: false,
      // Formats say nothing here that types and limits don't, and `byte` is costly on large texts.
      validateFormats: false,
      // The spec was checked when it was written; to check it again would triple the time of a start.
      validateSchema: false,
      meta: false,
    });
    ajv.addSchema(document, SPEC);
    const validator = (pointer: string): ValidateFunction => ajv.compile({ $ref: `${SPEC}${pointer}` });
    const all = Object.values(operations).map((operation) => {
      const pointer = `#/paths/${escapePointer(operation.path)}/${operation.method.toLowerCase()}`;
      const [mediaType] = operation.requestMediaTypes;
      return {
        id: operation.operationId as OperationId,
        query: operation.parameters.map(({ name, required }, index) => ({
          name,
          required,
          validate: validator(`${followReference(`${pointer}/parameters/${index}`)}/schema`),
        })),
        body:
          mediaType === undefined
            ? undefined
            : validator(`${pointer}/requestBody/content/${escapePointer(mediaType)}/schema`),
      };
    });
    this.#queries = new Map(all.map(({ id, query }) => [id, query]));
    this.#bodies = new Map(all.flatMap(({ id, body }) => (body ? [[id, body]] : [])));
  }

  /**
   * Checks query parameters; those that the operation doesn't have are ignored.
   *
   * @param query - all values that were given, by name
   */
  checkQuery(operation: OperationId, query: Readonly<Record<string, readonly string[]>>): Violation[] {
    return (this.#queries.get(operation) ?? []).flatMap(({ name, required, validate }) => {
      const values = Object.hasOwn(query, name) ? (query[name] ?? []) : [];
      if (values.length > 1) return [{ field: name, message: `${name} must be given once.` }];
      const [value] = values;
      if (value === undefined) return required ? [{ field: name, message: `${name} is missing.` }] : [];
      return validate(value) ? [] : violations(validate.errors, name);
    });
  }

  /** Checks a parsed body; members that the spec doesn't list are ignored. */
  checkBody(operation: OperationId, body: unknown): Violation[] {
    const validate = this.#bodies.get(operation);
    return !validate || validate(body) ? [] : violations(validate.errors, '');
  }
}

const SPEC = 'spec';

/** A part of a JSON pointer (RFC 6901). */
function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function followReference(pointer: string): string {
  let node: Json | undefined = document;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    node = (node as Readonly<Record<string, Json>>)[name];
  }
  const reference = (node as { readonly $ref?: string } | undefined)?.$ref;
  return reference ?? pointer;
}

function violations(errors: readonly ErrorObject[] | null | undefined, root: string): Violation[] {
  return (errors ?? []).map((error) => {
    const path = error.instancePath.split('/').slice(1);
    const { missingProperty } = error.params as { missingProperty?: string };
    if (missingProperty !== undefined) path.push(missingProperty);
    const field = [...(root === '' ? [] : [root]), ...path].join('.') || 'The body';
    return { field, message: `${field} ${wording(error)}.` };
  });
}

function wording({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'type':
      return `must be ${params.type === 'integer' || params.type === 'object' ? 'an' : 'a'} ${params.type}`;
    case 'enum':
      return `must be one of: ${params.allowedValues.join(', ')}`;
    case 'minLength':
      return params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} characters`;
    case 'maxLength':
      return `must have at most ${params.limit} characters`;
    case 'minimum':
      return `must be at least ${params.limit}`;
    case 'maximum':
      return `must be at most ${params.limit}`;
    default:
      return message ?? 'is not what the API accepts';
  }
}
