import type { Schema, Spec } from './open-api.ts';

/** A closed list of the spec: a component schema with an `enum`, and its names in TypeScript. */
export interface ValueList {
  /** The name of the component schema. */
  readonly schema: string;
  /** The name of the union type. */
  readonly type: string;
  /** The name of the array of all values. */
  readonly values: string;
  readonly members: readonly string[];
  readonly description: string;
}

const plural = (word: string): string => {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
};

/** The vendor's prefix says nothing here: `OCRTaskStatus` is `TaskStatus` to users. */
const typeName = (schema: string): string => schema.replace(/^OCR(?=[A-Z])/, '');

const arrayName = (type: string): string => plural(type.charAt(0).toLowerCase() + type.slice(1));

/**
 * Finds every closed list of the spec, in its order.
 *
 * @throws a refusal with file and line where a list lacks a description, has a member that is not a text, or would
 *   get the name of another
 */
export function readValueLists(spec: Spec): ValueList[] {
  const lists: ValueList[] = [];
  for (const [schema, { enum: members, description }] of Object.entries<Schema>(
    spec.document.components.schemas,
  )) {
    if (members === undefined) continue;
    const path = ['components', 'schemas', schema];
    if (description === undefined)
      throw spec.refuse(
        path,
        `${schema} has an enum: give it a description, which becomes that of the type.`,
      );
    const odd = members.findIndex((member: unknown) => typeof member !== 'string');
    if (odd >= 0)
      throw spec.refuse(
        [...path, 'enum', odd],
        `${schema} has ${JSON.stringify(members[odd])} among its values: put it in quotes, values are texts.`,
      );
    const type = typeName(schema);
    const values = arrayName(type);
    const other = lists.find((list) => list.type === type || list.values === values);
    if (other)
      throw spec.refuse(
        path,
        `${schema} and ${other.schema} would both be named ${type}: rename one of them.`,
      );
    lists.push({ schema, type, values, members, description });
  }
  return lists;
}
