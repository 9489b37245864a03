import type { Json, JsonObject } from '@detect-regions/spec/document';
import { ApiDescription, type DescribedOperation } from './api-description.ts';
import vendor from './vendor.json' with { type: 'json' };

type Schemas = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Holds a description of the API to what the vendor documents. It may say more: further settings
 * and values, statuses, members of answers. What an app for the cloud was built upon must stay.
 *
 * @returns what is missing or otherwise; empty when all of it is there
 */
export function findVendorProblems(document: JsonObject): readonly string[] {
  let description: ApiDescription;
  try {
    description = new ApiDescription(document);
  } catch (error) {
    return [String(error)];
  }
  const { schemas } = description;
  const named = (name: string): JsonObject => schemas[name] ?? {};
  return [
    ...findOperationProblems(description.operations),
    ...findMemberProblems(vendor.requests, named),
    ...findMemberProblems(vendor.answers, named),
    ...Object.entries(vendor.required).flatMap(([name, known]) => {
      const required = listed(named(name).required);
      return [
        ...beyond(known, required).map((member) => `${name}.${member} must be required`),
        ...beyond(required, known).map((member) => `${name}.${member} must not be required`),
      ];
    }),
    ...findSettingProblems(named('DetectRegionsSettings')),
    ...Object.entries(vendor.answerValues).flatMap(([member, list]) => {
      const values = listed(property(named('OCRResponse'), member).enum);
      const known = valuesOf(list);
      return [
        ...beyond(known, values).map((value) => `${member} must have the value ${value}`),
        // Official clients throw on a value that they do not know.
        ...beyond(values, known).map((value) => `${member} must not have the value ${value}`),
      ];
    }),
  ];
}

function findOperationProblems(operations: readonly DescribedOperation[]): string[] {
  return vendor.operations.flatMap(({ id, method, path, query, takes, answers }) => {
    const where = `${method} ${path}`;
    const found = operations.find((candidate) => candidate.method === method && candidate.path === path);
    if (found === undefined) return [`${where} is missing`];
    const parameters = found.parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
    const problems = beyond(
      query,
      parameters.map(({ name }) => name),
    ).map((name) => `${where} must require the parameter ${name} in its query`);
    const demanded = found.parameters.filter(({ required }) => required).map(({ name }) => name);
    problems.push(...beyond(demanded, query).map((name) => `${where} must not require ${name}`));
    // The names of methods in official clients, but for the case of their first letter.
    if (id !== null && found.id.toLowerCase() !== id.toLowerCase()) problems.push(`${where} must be ${id}`);
    if ((found.body?.mediaType ?? null) !== takes) problems.push(`${where} must take ${takes}`);
    const secured = Object.hasOwn(answers, '401');
    if (found.authenticated !== secured) problems.push(`${where} must need ${secured ? 'a' : 'no'} token`);
    for (const [status, mediaType] of Object.entries(answers)) {
      const answer = found.answers.find((candidate) => candidate.status === Number(status));
      if (answer === undefined) {
        problems.push(`${where} must answer ${status}`);
        continue;
      }
      if ((answer.mediaType ?? null) !== mediaType) problems.push(`${where} ${status} must be ${mediaType}`);
      if (status === '401' && !answer.headers.includes('www-authenticate')) {
        problems.push(`${where} 401 must have the header www-authenticate`);
      }
    }
    return problems;
  });
}

function findMemberProblems(schemas: Schemas, named: (name: string) => JsonObject): string[] {
  return Object.entries(schemas).flatMap(([name, members]) =>
    Object.entries(members).flatMap(([member, type]) => {
      const found = property(named(name), member).type;
      const expected = vendor.nullable.includes(name) ? [type, 'null'] : [type];
      const same = String([found].flat()) === String(expected);
      return same ? [] : [`${name}.${member} must be ${expected.join(' or ')}, not ${String(found)}`];
    }),
  );
}

function findSettingProblems(settings: JsonObject): string[] {
  const required = listed(settings.required).map((name) => `the setting ${name} must not be required`);
  const problems = Object.entries(vendor.settings).flatMap(([name, known]) => {
    const found = property(settings, name);
    const where = `the setting ${name}`;
    return [
      ...(found.type === known.type ? [] : [`${where} must be ${known.type}`]),
      ...(found.default === known.default ? [] : [`${where} must be ${known.default} by default`]),
      ...('values' in known
        ? beyond(valuesOf(known.values), listed(found.enum)).map((value) => `${where} must take ${value}`)
        : []),
    ];
  });
  return [...required, ...problems];
}

const property = (schema: JsonObject, name: string): JsonObject =>
  ((schema.properties as JsonObject | undefined)?.[name] ?? {}) as JsonObject;

const listed = (list: Json | undefined): readonly string[] => (list ?? []) as readonly string[];

const valuesOf = (list: string): readonly string[] =>
  (vendor.values as Readonly<Record<string, readonly string[]>>)[list] ?? [];

/** What one list has and the other has not. */
const beyond = (list: readonly string[], other: readonly string[]): string[] =>
  list.filter((item) => !other.includes(item));
