import { readFile } from 'node:fs/promises';
import { type Limits, readSpecLimits } from './limits.ts';
import { type OpenApi, type Operation, type Response, resolve, type Spec } from './open-api.ts';
import { readOperations } from './operation-list.ts';
import { readSettings, type Setting } from './settings-table.ts';
import { oneLine } from './text.ts';
import { readValueLists, type ValueList } from './value-lists.ts';

const banner = '// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.\n';

const literal = (value: unknown): string => JSON.stringify(value, null, 2);
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

/** The rule of a setting as source text. */
function ruleOf({ type, list, minimum, maximum }: Setting): string {
  const parts = [`type: '${type}'`];
  if (list) parts.push(`values: ${list.values}`);
  if (minimum !== undefined) parts.push(`minimum: ${minimum}`);
  if (maximum !== undefined) parts.push(`maximum: ${maximum}`);
  return parts.join(', ');
}

function valuesFile(lists: readonly ValueList[]): string {
  const sections = lists.map(
    ({ schema, type, values, members, description }) =>
      `${comment(`All values of ${type}, in the order of the spec (schema \`${schema}\`).`)}export const ${values} = ${literal(members)} as const;\n\n${comment(description)}export type ${type} = (typeof ${values})[number];\n`,
  );
  return `${banner}\n${sections.join('\n')}`;
}

/** The lists that the settings take their values from. */
const usedLists = (settings: readonly Setting[]): ValueList[] => [
  ...new Set(settings.flatMap(({ list }) => (list ? [list] : []))),
];

const importValues = (names: readonly string[]): string =>
  names.length === 0 ? '' : `import { ${names.join(', ')} } from './values.ts';\n`;

function settingsFile(settings: readonly Setting[]): string {
  const typeOf = ({ type, list }: Setting): string => list?.type ?? (type === 'integer' ? 'number' : type);
  const used = usedLists(settings);
  return [
    banner,
    importValues(used.flatMap(({ type, values }) => [`type ${type}`, values])),
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

/** Small, and apart from all else: the SDK takes no more than these numbers. */
function limitsFile({ limits, servers, imageFormats }: Limits): string {
  return [
    banner,
    `${comment('What the service holds its clients to.')}export const limits: {`,
    ...limits.map(({ name, description }) => `${comment(description, '  ')}  readonly ${name}: number;`),
    '} = {',
    ...limits.map(({ name, value }) => `  ${name}: ${value},`),
    '};\n',
    `${comment('Where the service is, without a slash at the end.')}export const servers: {`,
    '  /** The service in the cloud. */\n  readonly cloud: string;',
    '  /** The service on this machine, by its usual port. */\n  readonly local: { readonly url: string; readonly port: number };',
    `} = ${literal(servers)};\n`,
    `${comment('The formats that an image may have, by their usual names in small letters.')}export const imageFormats = ${literal(imageFormats)} as const;\n`,
    `${comment('A format that an image may have.')}export type ImageFormat = (typeof imageFormats)[number];\n`,
  ].join('\n');
}

function operationsFile(spec: Spec): string {
  const { document } = spec;
  const rows = readOperations(spec).map(({ path, method, operation }): [string, object] => [
    operation.operationId,
    {
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      tag: operation.tags[0],
      summary: oneLine(operation.summary),
      description: oneLine(operation.description),
      authenticated: (operation.security ?? document.security ?? []).length > 0,
      parameters: parametersOf(document, operation),
      requestMediaTypes: Object.keys(operation.requestBody?.content ?? {}),
      responses: Object.entries(operation.responses).map(([status, node]) => {
        const { description, content } = resolve<Response>(document, node);
        return {
          status: Number(status),
          mediaTypes: Object.keys(content ?? {}),
          description: oneLine(description),
        };
      }),
    },
  ]);
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

const indexFile = (lists: readonly ValueList[]): string => `${banner}
export { findSettingProblems, type SettingProblem } from './check-settings.ts';
export { defaultSettings } from './defaults.ts';
export { type ImageFormat, imageFormats, limits, servers } from './limits.ts';
export { type OperationDescription, type OperationId, operations } from './operations.ts';
export { type SettingDescription, type Settings, settings } from './settings.ts';
export {
${lists.map(({ type, values }) => `  type ${type},\n  ${values},`).join('\n')}
} from './values.ts';
`;

/** Puts a part into a template, in place of the comment that stands for it. */
function fill(template: string, comment: string, part: string): string {
  const [before, after, ...more] = template.split(comment);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`the template must say ${comment} once`);
  return `${before}${part}${after}`;
}

async function checkSettingsFile(settings: readonly Setting[]): Promise<string> {
  const template = await readFile(new URL('./check-settings.template.ts', import.meta.url), 'utf8');
  const rules = settings.map((setting) => `  ${setting.name}: { ${ruleOf(setting)} },\n`).join('');
  const imports = importValues(usedLists(settings).map(({ values }) => values));
  return `${banner}\n${fill(fill(template, '/* imports */\n', imports), '  /* rules */\n', rules)}`;
}

/**
 * Makes the sources of packages/spec.
 *
 * @returns file names relative to the package's src folder, with their texts
 * @throws a refusal with file and line where the spec lacks what the sources need
 */
export async function generateSpecPackage(spec: Spec): Promise<Map<string, string>> {
  const lists = readValueLists(spec);
  const settings = readSettings(spec, lists);
  return new Map([
    ['check-settings.ts', await checkSettingsFile(settings)],
    ['defaults.ts', defaultsFile(settings)],
    ['document.ts', documentFile(spec.document)],
    ['index.ts', indexFile(lists)],
    ['limits.ts', limitsFile(readSpecLimits(spec))],
    ['operations.ts', operationsFile(spec)],
    ['settings.ts', settingsFile(settings)],
    ['values.ts', valuesFile(lists)],
  ]);
}
