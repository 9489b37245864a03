import { readFile } from 'node:fs/promises';
import { type OpenApi, type Operation, type Response, resolve, type Schema } from './open-api.ts';

const banner = '// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.\n';

/** The closed lists of the spec: the schema that holds one, and the names that it gets in TypeScript. */
const lists = [
  { schema: 'Language', type: 'Language', values: 'languages' },
  { schema: 'DsrMode', type: 'DsrMode', values: 'dsrModes' },
  { schema: 'DsrConfidence', type: 'DsrConfidence', values: 'dsrConfidences' },
  { schema: 'OCRTaskStatus', type: 'TaskStatus', values: 'taskStatuses' },
  { schema: 'ResponseStatusCode', type: 'ResponseStatusCode', values: 'responseStatusCodes' },
] as const;

const literal = (value: unknown): string => JSON.stringify(value, null, 2);
const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
const comment = (text: string, indent = ''): string => {
  const words = oneLine(text).replaceAll('*/', '*\\/').split(' ');
  const lines = [''];
  for (const word of words) {
    const last = lines.length - 1;
    if (lines[last] !== '' && `${lines[last]} ${word}`.length > 90) lines.push(word);
    else lines[last] = lines[last] === '' ? word : `${lines[last]} ${word}`;
  }
  return lines.length === 1
    ? `${indent}/** ${lines[0]} */\n`
    : `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
};

interface Setting {
  readonly name: string;
  readonly type: string;
  readonly default: unknown;
  readonly list?: (typeof lists)[number];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description: string;
}

function readSettings(spec: OpenApi): Setting[] {
  return Object.entries(spec.components.schemas.DetectRegionsSettings?.properties ?? {}).map(
    ([name, member]) => {
      const list = lists.find(({ schema }) => member.$ref === `#/components/schemas/${schema}`);
      const { type } = resolve<Schema>(spec, member);
      if (type === undefined || member.default === undefined || member.description === undefined) {
        throw new Error(`DetectRegionsSettings.${name} needs a type, a default and a description`);
      }
      const { minimum, maximum } = member;
      return {
        name,
        type,
        default: member.default,
        description: oneLine(member.description),
        ...(list && { list }),
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      };
    },
  );
}

/** The rule of a setting as source text. */
function ruleOf({ type, list, minimum, maximum }: Setting): string {
  const parts = [`type: '${type}'`];
  if (list) parts.push(`values: ${list.values}`);
  if (minimum !== undefined) parts.push(`minimum: ${minimum}`);
  if (maximum !== undefined) parts.push(`maximum: ${maximum}`);
  return parts.join(', ');
}

function valuesFile(spec: OpenApi): string {
  const sections = lists.map(({ schema, type, values }) => {
    const { enum: members, description } = spec.components.schemas[schema] ?? {};
    if (members === undefined || description === undefined)
      throw new Error(`${schema} needs an enum and a description`);
    return `${comment(`All values of ${type}, in the order of the spec (schema \`${schema}\`).`)}export const ${values} = ${literal(members)} as const;\n\n${comment(description)}export type ${type} = (typeof ${values})[number];\n`;
  });
  return `${banner}\n${sections.join('\n')}`;
}

function settingsFile(settings: readonly Setting[]): string {
  const typeOf = ({ type, list }: Setting): string => list?.type ?? (type === 'integer' ? 'number' : type);
  const used = lists.filter((list) => settings.some((setting) => setting.list === list));
  return [
    banner,
    `import { ${used.map(({ type }) => `type ${type}`).join(', ')}, ${used.map(({ values }) => values).join(', ')} } from './values.ts';\n`,
    `${comment('How to prepare an image and what to look for (schema `DetectRegionsSettings`).')}export interface Settings {`,
    ...settings.map(
      (setting) =>
        `${comment(`${setting.description} Default: \`${String(setting.default)}\`.`, '  ')}  ${setting.name}: ${typeOf(setting)};`,
    ),
    '}\n',
    `${comment('A setting as a row of the table: its type, its default, what it accepts, and what it means.')}export interface SettingDescription<N extends keyof Settings = keyof Settings> {`,
    '  /** The name, as on the wire. */\n  readonly name: N;',
    `  /** The JSON type. */\n  readonly type: 'string' | 'boolean' | 'integer';`,
    '  /** What holds when it is left out. */\n  readonly default: Settings[N];',
    '  /** The accepted values, where there is a closed list of them. */\n  readonly values?: readonly string[];',
    '  /** The least accepted number. */\n  readonly minimum?: number;',
    '  /** The greatest accepted number. */\n  readonly maximum?: number;',
    '  /** What it does, in plain words. */\n  readonly description: string;',
    '}\n',
    `${comment('The table of all settings, by name, in the order of the spec.')}export const settings: { readonly [N in keyof Settings]: SettingDescription<N> } = {`,
    ...settings.map(
      (setting) =>
        `  ${setting.name}: { name: '${setting.name}', ${ruleOf(setting)}, default: ${JSON.stringify(setting.default)}, description: ${JSON.stringify(setting.description)} },`,
    ),
    '};\n',
  ].join('\n');
}

/** Apart from the table, so that whoever needs no more than the defaults loads no more. */
function defaultsFile(settings: readonly Setting[]): string {
  return [
    banner,
    "import type { Settings } from './settings.ts';\n",
    `${comment('What holds for each setting that is left out.')}export const defaultSettings: Readonly<Settings> = {`,
    ...settings.map((setting) => `  ${setting.name}: ${JSON.stringify(setting.default)},`),
    '};\n',
  ].join('\n');
}

function operationsFile(spec: OpenApi): string {
  const rows = Object.entries(spec.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, object] => [
      operation.operationId,
      {
        operationId: operation.operationId,
        method: method.toUpperCase(),
        path,
        tag: operation.tags[0],
        summary: oneLine(operation.summary),
        description: oneLine(operation.description),
        authenticated: (operation.security ?? spec.security ?? []).length > 0,
        parameters: parametersOf(spec, operation),
        requestMediaTypes: Object.keys(operation.requestBody?.content ?? {}),
        responses: Object.entries(operation.responses).map(([status, node]) => {
          const { description, content } = resolve<Response>(spec, node);
          return {
            status: Number(status),
            mediaTypes: Object.keys(content ?? {}),
            description: oneLine(description),
          };
        }),
      },
    ]),
  );
  const seen = new Set<string>();
  for (const [id] of rows) {
    if (seen.has(id)) throw new Error(`operationId ${id} is there twice`);
    seen.add(id);
  }
  return `${banner}
/** An operation of the API, as a row of the table. */
export interface OperationDescription {
  /** The name, unique in the spec. */
  readonly operationId: string;
  /** The HTTP method, in capitals. */
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** The path, from the root of the server. */
  readonly path: string;
  /** The group that it belongs to. */
  readonly tag: string;
  /** What it does, in a few words. */
  readonly summary: string;
  /** What it does, in full. */
  readonly description: string;
  /** Whether it needs a bearer token. */
  readonly authenticated: boolean;
  /** The parameters outside the body. */
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly description: string }[];
  /** What the body may be sent as; empty where there is no body. */
  readonly requestMediaTypes: readonly string[];
  /** The documented answers, by HTTP status. */
  readonly responses: readonly { readonly status: number; readonly mediaTypes: readonly string[]; readonly description: string }[];
}

/** The name of an operation. */
export type OperationId = ${rows.map(([id]) => `'${id}'`).join(' | ')};

/** The table of all operations, by operationId, in the order of the spec. */
export const operations: { readonly [N in OperationId]: OperationDescription } = ${literal(Object.fromEntries(rows))};
`;
}

function parametersOf(spec: OpenApi, operation: Operation): object[] {
  return (operation.parameters ?? []).map((node) => {
    const parameter = resolve(spec, node);
    return {
      name: 'name' in parameter ? parameter.name : '',
      in: 'in' in parameter ? parameter.in : '',
      required: 'required' in parameter && parameter.required === true,
      description: 'description' in parameter ? oneLine(parameter.description) : '',
    };
  });
}

function documentFile(spec: OpenApi): string {
  return `${banner}
/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [member: string]: Json;
}

/** The OpenAPI 3.1 document that describes the API, as plain data. */
export const document: JsonObject = ${literal(spec)};
`;
}

const indexFile = `${banner}
export { findSettingProblems, type SettingProblem } from './check-settings.ts';
export { defaultSettings } from './defaults.ts';
export { type OperationDescription, type OperationId, operations } from './operations.ts';
export { type SettingDescription, type Settings, settings } from './settings.ts';
export {
${lists.map(({ type, values }) => `  type ${type},\n  ${values},`).join('\n')}
} from './values.ts';
`;

/**
 * Makes the sources of packages/spec.
 *
 * @returns file names relative to the package's src folder, with their texts
 */
export async function generateSpecPackage(spec: OpenApi): Promise<Map<string, string>> {
  const settings = readSettings(spec);
  const template = await readFile(new URL('./check-settings.template.ts', import.meta.url), 'utf8');
  const rules = settings.map((setting) => `\n  ${setting.name}: { ${ruleOf(setting)} },`).join('');
  return new Map([
    ['check-settings.ts', `${banner}\n${template.replace(/\s*\/\* rules \*\/\s*/, `${rules}\n`)}`],
    ['defaults.ts', defaultsFile(settings)],
    ['document.ts', documentFile(spec)],
    ['index.ts', indexFile],
    ['operations.ts', operationsFile(spec)],
    ['settings.ts', settingsFile(settings)],
    ['values.ts', valuesFile(spec)],
  ]);
}
