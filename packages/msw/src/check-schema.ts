import { document } from '@detect-regions/spec/document';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { RequestProblem } from './problem.ts';
import type { SchemaPlace } from './spec-operations.ts';

/** More accepted values than this are not listed but counted. */
const LISTED_VALUES = 20;

let ajv: Ajv2020 | undefined;

function validator(): Ajv2020 {
  // An OpenAPI document holds more than schemas, and formats there are annotations.
  ajv ??= new Ajv2020({ strict: false, allErrors: true, verbose: true, validateFormats: false }).addSchema(
    document,
    'spec',
  );
  return ajv;
}

const fieldOf = (root: string, path: string): string => {
  const names = path.split('/').slice(1);
  const field = [root, ...names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))];
  return field.filter((name) => name !== '').join('.') || 'body';
};

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

function enumMessage(field: string, accepted: readonly unknown[], got: unknown): string {
  const values = accepted.map(String);
  const listed =
    values.length > LISTED_VALUES
      ? `${values.slice(0, 6).join(', ')} and ${values.length - 6} more`
      : values.join(', ');
  if (typeof got !== 'string') return `${field} must be one of: ${listed}; got ${kindOf(got)}.`;
  const alike = values.find((value) => value.toLowerCase() === got.toLowerCase());
  const hint = alike === undefined ? '' : ` Did you mean ${alike}?`;
  return `${field} must be one of: ${listed}; got ${JSON.stringify(got.slice(0, 40))}.${hint}`;
}

function describe(root: string, error: ErrorObject): RequestProblem {
  const field = fieldOf(root, error.instancePath);
  switch (error.keyword) {
    case 'required': {
      const missing = fieldOf(root, `${error.instancePath}/${String(error.params.missingProperty)}`);
      return { field: missing, message: `${missing} is missing.` };
    }
    case 'enum':
      return { field, message: enumMessage(field, error.params.allowedValues, error.data) };
    case 'type': {
      const expected = [error.params.type].flat().join(' or ');
      return { field, message: `${field} must be of type ${expected}; got ${kindOf(error.data)}.` };
    }
    case 'minLength':
      return error.params.limit === 1
        ? { field, message: `${field} must not be empty.` }
        : { field, message: `${field} must have at least ${error.params.limit} characters.` };
    default:
      return { field, message: `${field} ${error.message}.` };
  }
}

/**
 * Checks a value against a schema of the spec.
 *
 * @param schema - where the schema stands in the document
 * @param value - any JSON value
 * @param root - what the value is called in messages; empty for the body of a request
 * @returns the problems, one for each member; empty when all is well
 */
export function findSchemaProblems(schema: SchemaPlace, value: unknown, root: string): RequestProblem[] {
  const validate = validator().getSchema(`spec${schema.pointer}`);
  if (validate === undefined) throw new TypeError(`The OpenAPI document has no schema at ${schema.pointer}.`);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map((error) => describe(root, error));
}
