import { findSchemaProblems } from './check-schema.ts';
import { findImageProblem } from './image-kind.ts';
import type { RequestProblem } from './problem.ts';
import { readBody } from './request-body.ts';
import type { SpecOperation } from './spec-operations.ts';

/** A request that was read and checked. */
export interface CheckedRequest {
  /** The parameters outside the body that came, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body, parsed; `undefined` where there is none or it could not be read. */
  readonly body: unknown;
  /** The status that the problems call for; `undefined` when there are none. */
  readonly status?: 400 | 415;
  readonly problems: readonly RequestProblem[];
}

/** Official clients send `Rotate` as well as `rotate`, and mean the same. */
function withAliases(body: unknown): unknown {
  const settings = (body as { settings?: unknown } | null)?.settings;
  if (typeof settings !== 'object' || settings === null || !('Rotate' in settings)) return body;
  const { Rotate, ...rest } = settings;
  return { ...(body as object), settings: { rotate: Rotate, ...rest } };
}

/**
 * Reads a request and checks its parameters and its body against the spec.
 *
 * @param request - read to its end
 * @param operation - the operation that it calls
 */
export async function checkRequest(request: Request, operation: SpecOperation): Promise<CheckedRequest> {
  const query = new URL(request.url).searchParams;
  const parameters: Record<string, string> = {};
  const problems: RequestProblem[] = [];
  for (const { name, required, schema, ...parameter } of operation.parameters) {
    const value = parameter.in === 'query' ? query.get(name) : request.headers.get(name);
    if (value !== null) {
      parameters[name] = value;
      problems.push(...findSchemaProblems(schema, value, name));
    } else if (required) {
      problems.push({ field: name, message: `${name} is missing.` });
    }
  }

  const reading = await readBody(request, operation);
  if (!reading.ok) {
    return { parameters, body: undefined, status: reading.status, problems: [...problems, reading.problem] };
  }
  const schema = reading.mediaType === undefined ? undefined : operation.bodies.get(reading.mediaType);
  const body = withAliases(reading.value);
  if (schema !== undefined) problems.push(...findSchemaProblems(schema, body, ''));
  if (problems.length === 0 && operation.operationId === 'postDetectRegions') {
    const message = findImageProblem((body as { image: string }).image);
    if (message !== undefined) problems.push({ field: 'image', message });
  }
  return problems.length === 0 ? { parameters, body, problems } : { parameters, body, status: 400, problems };
}
