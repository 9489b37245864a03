import { type Limits, readSpecLimits } from './limits.ts';
import {
  type OpenApi,
  type Operation,
  type Parameter,
  type Response,
  resolve,
  type Spec,
} from './open-api.ts';
import { readOperations } from './operation-list.ts';
import { readSettings, type Setting } from './settings-table.ts';
import { oneLine } from './text.ts';
import { readValueLists, type ValueList } from './value-lists.ts';

/** Lists longer than this get a section of their own. */
const longestListInCell = 10;

const code = (text: string): string => `\`${text}\``;
const heading = (list: ValueList): string => `Values of ${list.type}`;
const anchor = (title: string): string => `#${title.toLowerCase().replaceAll(' ', '-')}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => oneLine(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The flag as `detect-regions detect --help` shows it. */
function flagOf({ name, type }: Setting): string {
  const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (type === 'boolean') return `--[no-]${flag}`;
  return `--${flag} <${type === 'integer' ? 'number' : 'name'}>`;
}

function acceptedBy({ type, list, minimum, maximum }: Setting): string {
  if (list === undefined) {
    if (type === 'boolean') return `${code('true')}, ${code('false')}`;
    if (type === 'string') return 'any text';
    return `whole numbers${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` to ${maximum}`}`;
  }
  if (list.members.length <= longestListInCell) return list.members.map(code).join(', ');
  return `[${list.members.length} values](${anchor(heading(list))})`;
}

function settingsSection(settings: readonly Setting[]): string {
  return table(
    ['setting', 'type', 'default', 'accepted', 'flag', 'what it does'],
    settings.map((setting) => [
      code(setting.name),
      setting.type,
      code(String(setting.default)),
      acceptedBy(setting),
      code(flagOf(setting)),
      setting.description,
    ]),
  );
}

/** A word of a shell's command line, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

interface Media {
  readonly example?: unknown;
}

/** The operation as a command, with the examples of the spec. */
function curlOf(document: OpenApi, path: string, method: string, operation: Operation): string {
  const query = parametersOf(document, operation)
    .filter((parameter) => parameter.in === 'query' && parameter.example !== undefined)
    .map(({ name, example }) => `${encodeURIComponent(name)}=${encodeURIComponent(String(example))}`);
  const url = `${document.servers[0]?.url ?? ''}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const words = [`curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} ${quoted(url)}`];
  if ((operation.security ?? document.security ?? []).length > 0)
    words.push('-H "Authorization: Bearer $TOKEN"');
  const [mediaType, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const example = (media as Media | undefined)?.example;
  if (mediaType === 'application/x-www-form-urlencoded') {
    for (const [name, value] of Object.entries(example ?? {}))
      words.push(`--data-urlencode ${quoted(`${name}=${value}`)}`);
  } else if (mediaType !== undefined) {
    words.push(`-H ${quoted(`Content-Type: ${mediaType}`)}`, `-d ${quoted(JSON.stringify(example))}`);
  }
  return `\`\`\`sh\n${words.join(' \\\n  ')}\n\`\`\``;
}

const parametersOf = (document: OpenApi, operation: Operation): readonly Parameter[] =>
  (operation.parameters ?? []).map((node) => resolve<Parameter>(document, node));

function operationSection(document: OpenApi, path: string, method: string, operation: Operation): string {
  const parameters = parametersOf(document, operation);
  const answers = Object.entries(operation.responses).map(([status, node]) => {
    const { content = {}, description } = resolve<Response>(document, node);
    const types = Object.keys(content).map(code).join(', ');
    return [status, types === '' ? 'none' : types, description];
  });
  return [
    `### ${operation.operationId}`,
    `${code(`${method.toUpperCase()} ${path}`)}: ${operation.summary}. ${oneLine(operation.description)}`,
    ...(parameters.length > 0
      ? [
          table(
            ['parameter', 'in', 'required', 'what it is'],
            parameters.map(({ name, in: place, required, description }) => [
              code(name),
              place,
              required ? 'yes' : 'no',
              description,
            ]),
          ),
        ]
      : []),
    table(['status', 'body', 'when'], answers),
    curlOf(document, path, method, operation),
  ].join('\n\n');
}

function limitsSection({ limits, servers, imageFormats }: Limits): string {
  return [
    table(
      ['limit', 'value', 'what it is'],
      limits.map(({ name, value, description }) => [code(name), String(value), description]),
    ),
    `Image formats: ${imageFormats.map(code).join(', ')}.`,
    `Servers: ${code(servers.cloud)}, and ${code(servers.local.url)} for the local service.`,
  ].join('\n\n');
}

function valuesSection(list: ValueList): string {
  return `### ${heading(list)}\n\n${oneLine(list.description)}\n\n${list.members.map(code).join(', ')}`;
}

/**
 * Makes the pages of docs/ that list what the spec says.
 *
 * @returns file names relative to docs, with their texts
 * @throws a refusal with file and line where the spec lacks what the pages need
 */
export async function generateReference(spec: Spec): Promise<Map<string, string>> {
  const { document } = spec;
  const lists = readValueLists(spec);
  const settings = readSettings(spec, lists);
  const operations = readOperations(spec).map(({ path, method, operation }) =>
    operationSection(document, path, method, operation),
  );
  const parts = [
    '# Reference of the API',
    `Settings, limits, operations and values of the DetectRegions API, version ${document.info.version}. This page is generated from\n\`openapi/detect-regions.yaml\` by \`pnpm generate\`; do not edit it.`,
    '## Settings',
    'Members of `settings` on the wire, of the settings of the SDK, and flags of `detect-regions detect`. What is left out\nhas its default.',
    settingsSection(settings),
    '## Limits',
    'Exported by `@detect-regions/spec` as `limits`, `imageFormats` and `servers`.',
    limitsSection(readSpecLimits(spec)),
    '## Operations',
    'The commands take the access token from the variable `TOKEN`.',
    ...operations,
    '## Values',
    ...lists.map(valuesSection),
  ];
  return new Map([['reference.md', `${parts.join('\n\n')}\n`]]);
}
