import type { Path, Spec } from './open-api.ts';
import { oneLine } from './text.ts';

/** A number that the service holds its clients to. */
export interface NamedLimit {
  readonly name: string;
  readonly value: number;
  readonly description: string;
}

/** Where the service is. */
export interface Servers {
  readonly cloud: string;
  readonly local: { readonly url: string; readonly port: number };
}

/** What the spec says beside settings and operations. */
export interface Limits {
  readonly limits: readonly NamedLimit[];
  readonly servers: Servers;
  readonly imageFormats: readonly string[];
}

function readLimits({ document, refuse }: Spec): NamedLimit[] {
  const named = Object.entries(document.info['x-limits'] ?? {}).map(([name, { value, description }]) => {
    const path = ['info', 'x-limits', name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
      throw refuse([...path, 'value'], `the limit ${name} needs a value: a whole number above 0.`);
    if (typeof description !== 'string')
      throw refuse(path, `the limit ${name} has no description: add one, with its unit.`);
    return { name, value, description: oneLine(description) };
  });
  const idLength = document.components.parameters.TaskId?.schema?.maxLength;
  if (idLength === undefined)
    throw refuse(['components', 'parameters', 'TaskId', 'schema'], 'the id of a task needs a maxLength.');
  return [
    ...named,
    { name: 'taskIdLength', value: idLength, description: 'The longest id of a task, in characters.' },
  ];
}

function readServers({ document, refuse }: Spec): Servers {
  const cloud = document.servers.find(({ variables }) => variables === undefined);
  const local = document.servers.find(({ variables }) => variables?.port !== undefined);
  const port = local?.variables?.port?.default ?? '';
  if (cloud === undefined || local === undefined || !/^\d+$/.test(port))
    throw refuse(
      ['servers'],
      'servers needs the cloud, without variables, and the local service, with a variable `port` whose default is a number.',
    );
  return { cloud: cloud.url, local: { url: local.url.replace('{port}', port), port: Number(port) } };
}

function readImageFormats({ document, refuse }: Spec): readonly string[] {
  const path: Path = ['components', 'schemas', 'DetectRegionsRequest', 'properties', 'image'];
  const formats = document.components.schemas.DetectRegionsRequest?.properties?.image?.['x-formats'];
  if (!formats?.length)
    throw refuse(path, 'image needs x-formats: the names of the formats that it may have.');
  return formats;
}

/**
 * Reads the limits, the servers and the image formats of the spec.
 *
 * @throws a refusal with file and line where one of them is missing
 */
export function readSpecLimits(spec: Spec): Limits {
  return { limits: readLimits(spec), servers: readServers(spec), imageFormats: readImageFormats(spec) };
}
