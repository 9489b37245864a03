import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

interface WrittenSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, WrittenSchema>>;
  readonly 'x-formats'?: readonly string[];
}

interface WrittenSpec {
  readonly info: { readonly 'x-limits': Readonly<Record<string, { readonly value: number }>> };
  readonly servers: readonly {
    readonly url: string;
    readonly variables?: { readonly port: { readonly default: string } };
  }[];
  readonly components: {
    readonly schemas: Readonly<Record<string, WrittenSchema>>;
    readonly parameters: Readonly<Record<string, { readonly schema: WrittenSchema }>>;
  };
}

/** A setting, as the YAML file has it. */
export interface WrittenSetting {
  readonly name: string;
  readonly type: string;
  readonly values?: readonly string[];
  readonly default: unknown;
  /** In one line. */
  readonly description: string;
  /** Values that are to be taken: all of a list, both ends of a range. */
  readonly accepted: readonly unknown[];
  /** Values that are to be refused: of another type, beyond a range, off the list. */
  readonly refused: readonly unknown[];
}

// Not by @detect-regions/spec: this is what the packages are compared with, that one included.
const spec: WrittenSpec = parse(
  await readFile(new URL('../../../../openapi/detect-regions.yaml', import.meta.url), 'utf8'),
);
const { schemas } = spec.components;

function readSetting([name, schema]: [string, WrittenSchema]): WrittenSetting {
  const referred = { ...schemas[schema.$ref?.split('/').at(-1) ?? ''], ...schema };
  const { type = '', enum: values, minimum, maximum, description = '' } = referred;
  const setting = {
    name,
    type,
    default: schema.default,
    description: description.trim().replaceAll(/\s+/g, ' '),
  };
  if (values) return { ...setting, values, accepted: values, refused: [`${values[0]}X`, 0, null] };
  if (type === 'boolean') return { ...setting, accepted: [true, false], refused: ['true', 1, null] };
  if (type === 'integer') {
    const [low, high] = [minimum ?? -1000, maximum ?? 1000];
    const beyond = [
      ...(minimum === undefined ? [] : [low - 1]),
      ...(maximum === undefined ? [] : [high + 1]),
    ];
    return { ...setting, accepted: [low, high, schema.default], refused: [...beyond, low + 0.5, '1', null] };
  }
  return { ...setting, accepted: ['any text'], refused: [1, null] };
}

/** The settings, in the order of the file. */
export const settings: readonly WrittenSetting[] = Object.entries(
  schemas.DetectRegionsSettings?.properties ?? {},
).map(readSetting);

/** What holds for each setting that is left out. */
export const defaults: Readonly<Record<string, unknown>> = Object.fromEntries(
  settings.map(({ name, default: value }) => [name, value]),
);

/** The numbers of `x-limits`, and the length of an id. */
export const limits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.entries(spec.info['x-limits']).map(([name, { value }]) => [name, value])),
  taskIdLength: spec.components.parameters.TaskId?.schema.maxLength ?? 0,
};

/** The port of the local service. */
export const port: string =
  spec.servers.find(({ variables }) => variables !== undefined)?.variables?.port.default ?? '';

/** The formats that an image may have, in small letters. */
export const imageFormats: readonly string[] =
  schemas.DetectRegionsRequest?.properties?.image?.['x-formats'] ?? [];
