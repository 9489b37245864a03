import { resolve, type Schema, type Spec } from './open-api.ts';
import { oneLine } from './text.ts';
import type { ValueList } from './value-lists.ts';

/** A member of the schema `DetectRegionsSettings`. */
export interface Setting {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'integer';
  readonly default: unknown;
  readonly list?: ValueList;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description: string;
}

const types: readonly string[] = ['string', 'boolean', 'integer'] satisfies Setting['type'][];

/** Whether a value is one that the setting accepts. */
function accepts(
  { type, list, minimum = -Infinity, maximum = Infinity }: Omit<Setting, 'default'>,
  value: unknown,
): boolean {
  if (list) return typeof value === 'string' && list.members.includes(value);
  if (type === 'integer')
    return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
  return typeof value === type;
}

/**
 * Reads the settings of the spec, in its order.
 *
 * @throws a refusal with file and line where a setting lacks its type, default or description, has values that are
 *   not in a schema of their own, or a default that it would not accept
 */
export function readSettings(spec: Spec, lists: readonly ValueList[]): Setting[] {
  const { document, refuse } = spec;
  const members = document.components.schemas.DetectRegionsSettings?.properties;
  if (members === undefined)
    throw refuse(
      ['components', 'schemas'],
      'the schema DetectRegionsSettings with its properties is missing.',
    );
  return Object.entries<Schema>(members).map(([name, member]) => {
    const path = ['components', 'schemas', 'DetectRegionsSettings', 'properties', name];
    const field = `DetectRegionsSettings.${name}`;
    const list = lists.find(({ schema }) => member.$ref === `#/components/schemas/${schema}`);
    const { type } = resolve<Schema>(document, member);
    if (member.enum !== undefined)
      throw refuse(
        [...path, 'enum'],
        `${field} lists its values in place: move them to a schema of their own under components/schemas and refer to it by $ref, so that the list gets a name.`,
      );
    if (type === undefined || !types.includes(type))
      throw refuse(
        path,
        `${field} has ${type ? `type ${type}` : 'no type'}: give it one of ${types.join(', ')}.`,
      );
    if (member.default === undefined)
      throw refuse(path, `${field} has no default: add one, it is what holds where the setting is left out.`);
    if (member.description === undefined || member.description.trim() === '')
      throw refuse(path, `${field} has no description: add one, it is shown by --help and in the docs.`);
    const { minimum, maximum } = member;
    const setting = {
      name,
      type: type as Setting['type'],
      description: oneLine(member.description),
      ...(list && { list }),
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
    };
    if (!accepts(setting, member.default))
      throw refuse(
        [...path, 'default'],
        `${field} has the default ${JSON.stringify(member.default)}, which it does not accept itself: take a value of its type${list ? ` (${list.schema})` : ''} and within its limits.`,
      );
    return { ...setting, default: member.default };
  });
}
