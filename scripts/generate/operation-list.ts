import type { Operation, Path, Spec } from './open-api.ts';

/** An operation, and where it is. */
export interface PlacedOperation {
  readonly path: string;
  /** In small letters, as the spec has it. */
  readonly method: string;
  readonly operation: Operation;
}

const methods: readonly string[] = ['get', 'put', 'post', 'delete', 'patch'];

function check({ refuse }: Spec, place: Path, { operationId, tags, responses }: Operation): void {
  if (operationId === undefined)
    throw refuse(place, 'the operation has no operationId: add one, it names the functions of the client.');
  if (!tags?.length)
    throw refuse(place, `${operationId} has no tags: add one, it names the class of the client.`);
  for (const status of Object.keys(responses))
    if (!/^[1-5]\d\d$/.test(status))
      throw refuse(
        [...place, 'responses', status],
        `${operationId} has an answer for ${status}: give each status a row of its own, such as "404".`,
      );
}

/**
 * Reads the operations of the spec, in its order.
 *
 * @throws a refusal with file and line where an operation lacks its name or tag, where a name is there twice, and for
 *   what the generators know nothing of: ranges of statuses, and members of a path that are no method
 */
export function readOperations(spec: Spec): PlacedOperation[] {
  const seen = new Set<string>();
  return Object.entries(spec.document.paths ?? {}).flatMap(([path, members]) =>
    Object.entries(members).map(([method, operation]) => {
      const place = ['paths', path, method];
      if (!methods.includes(method))
        throw spec.refuse(
          place,
          `${path} has the member ${method}: write it into each operation, of which there are ${methods.join(', ')}.`,
        );
      check(spec, place, operation);
      const { operationId } = operation;
      if (seen.has(operationId))
        throw spec.refuse(
          [...place, 'operationId'],
          `the operationId ${operationId} is there twice: give this operation another one.`,
        );
      seen.add(operationId);
      return { path, method, operation };
    }),
  );
}
