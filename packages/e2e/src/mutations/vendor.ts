import type { Json, JsonObject } from '@detect-regions/spec/document';
import facts from './vendor.json' with { type: 'json' };

/** What a part of a document is, with references followed. */
type Look = (...path: readonly string[]) => JsonObject;

/**
 * What the vendor documents, and a description of its API says otherwise or no more. What a description has besides is
 * none of the vendor's business.
 *
 * @returns a line per fact; empty when all of them are there
 */
export function vendorProblems(document: JsonObject): readonly string[] {
  const at: Look = (...path) =>
    path.reduce<JsonObject>((part, key) => follow(document, objectOf(part[key])), document);
  return [...valueProblems(at), ...memberProblems(at), ...operationProblems(at, document)];
}

function valueProblems(at: Look): string[] {
  const values = Object.entries(facts.enums).flatMap(([name, listed]) => {
    const known = listOf(at('components', 'schemas', name).enum);
    return listed.filter((value) => !known.includes(value)).map((value) => `${name} has no ${value}`);
  });
  const settings = Object.entries(facts.settings).flatMap(([name, { type, default: usual }]) => {
    const setting = at('components', 'schemas', 'DetectRegionsSettings', 'properties', name);
    return [
      ...(setting.type === type ? [] : [`the setting ${name} is no ${type}`]),
      ...(setting.default === usual ? [] : [`the setting ${name} has not the default ${usual}`]),
    ];
  });
  return [...values, ...settings];
}

function memberProblems(at: Look): string[] {
  const types = Object.entries(facts.members).flatMap(([schema, members]) =>
    Object.entries(members)
      .filter(([name, type]) => {
        const member = at('components', 'schemas', schema, 'properties', name);
        return ![member.type].flat().includes(type);
      })
      .map(([name, type]) => `${schema} has no ${name} that is ${type}`),
  );
  const required = Object.entries(facts.required).flatMap(([schema, names]) => {
    const always = listOf(at('components', 'schemas', schema).required);
    return names.filter((name) => !always.includes(name)).map((name) => `${schema} may be without ${name}`);
  });
  return [...types, ...required];
}

function operationProblems(at: Look, document: JsonObject): string[] {
  return facts.operations.flatMap(({ method, path, token, body, query = [], success }) => {
    const operation = at('paths', path, method);
    const where = `${method} ${path}`;
    if (operation.operationId === undefined) return [`there is no ${where}`];
    const look: Look = (...rest) => at('paths', path, method, ...rest);
    const parameters = listOf(operation.parameters).map((parameter) => follow(document, objectOf(parameter)));
    const content = look('responses', String(success.status), 'content');
    const responses = objectOf(operation.responses);
    const secured = listOf(operation.security ?? document.security).length > 0;
    return [
      ...(secured === token ? [] : [`${where} ${token ? 'needs a' : 'needs no'} token`]),
      ...(body === undefined || look('requestBody', 'content')[body] !== undefined
        ? []
        : [`${where} does not take ${body}`]),
      ...query
        .filter((name) => !parameters.some((one) => one.name === name && one.in === 'query' && one.required))
        .map((name) => `${where} has no required ${name} in its query`),
      ...(responses[success.status] === undefined ? [`${where} does not answer ${success.status}`] : []),
      ...(success.mediaType === undefined || content[success.mediaType] !== undefined
        ? []
        : [`${where} does not answer ${success.mediaType}`]),
      ...(token && look('responses', '401', 'headers', 'WWW-Authenticate').schema === undefined
        ? [`the 401 of ${where} has no WWW-Authenticate`]
        : []),
    ];
  });
}

/** What a reference points to, with what is said beside it. */
function follow(document: JsonObject, value: JsonObject): JsonObject {
  if (typeof value.$ref !== 'string') return value;
  const { $ref, ...beside } = value;
  const path = $ref.slice('#/'.length).split('/');
  const target = path.reduce<JsonObject>((part, key) => objectOf(part[key]), document);
  return { ...follow(document, target), ...beside };
}

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
