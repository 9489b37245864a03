import type { JsonObject } from '@detect-regions/spec/document';

/**
 * A copy of a document in which one object is another.
 *
 * @param pointer - to the object, as a JSON pointer (RFC 6901)
 * @param change - gives what shall stand there instead
 * @throws Error when there is no object
 */
export function changed(
  document: JsonObject,
  pointer: string,
  change: (object: JsonObject) => JsonObject,
): JsonObject {
  const [, ...names] = pointer.split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = (node: JsonObject, depth: number): JsonObject => {
    const name = names[depth];
    if (name === undefined) return change(node);
    const child = node[name];
    if (typeof child !== 'object' || child === null) throw new Error(`There is no object at ${pointer}.`);
    return { ...node, [name]: at(child as JsonObject, depth + 1) };
  };
  return at(document, 0);
}
