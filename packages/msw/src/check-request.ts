import { findSchemaProblems } from './check-schema.ts';
import { findImageProblem } from './image-check.ts';
import type { RequestProblem } from './problem.ts';
import { type BodyStatus, readBody } from './request-body.ts';
import type { SpecOperation } from './spec-operations.ts';
import type { ClientCredentials } from './tokens.ts';

/** A request that was read and checked. */
export interface CheckedRequest {
  /** The parameters outside the body that came, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body, parsed; `undefined` where there is none or it could not be read. */
  readonly body: unknown;
  /** The status that the problems call for; `undefined` when there are none. */
  readonly status?: BodyStatus;
  readonly problems: readonly RequestProblem[];
  /** Who asks for a token: the ways to read it, most likely first. */
  readonly credentials?: readonly ClientCredentials[];
}

/** Whether `Rotate` stands for `rotate`, as official clients send it; where both are given it does not count. */
function rotatesByAlias(body: unknown): boolean {
  const settings = (body as { settings?: unknown } | null | undefined)?.settings;
  return typeof settings === 'object' && settings !== null && 'Rotate' in settings && !('rotate' in settings);
}

function withRotate(body: unknown): unknown {
  const { settings, ...rest } = body as { settings: Record<string, unknown> };
  const { Rotate: rotate, ...others } = settings;
  return { ...rest, settings: { ...others, rotate } };
}

/** A problem by the name that the caller gave the member. */
function withAlias({ field, message }: RequestProblem): RequestProblem {
  const renamed = (text: string): string => text.replace(/^settings\.rotate\b/, 'settings.Rotate');
  return { field: renamed(field), message: renamed(message) };
}

/**
 * Reads a request and checks its parameters and its body against the spec.
 *
 * @param request - read to its end
 * @param operation - the operation that it calls
 * @param maxImageBytes - how many bytes an image may have, decoded
 */
export async function checkRequest(
  request: Request,
  operation: SpecOperation,
  maxImageBytes: number,
): Promise<CheckedRequest> {
  const query = new URL(request.url).searchParams;
  const parameters: Record<string, string> = {};
  const problems: RequestProblem[] = [];
  for (const { name, required, schema, ...parameter } of operation.parameters) {
    const value = parameter.in === 'query' ? query.get(name) : request.headers.get(name);
    if (parameter.in === 'query' && query.getAll(name).length > 1) {
      problems.push({ field: name, message: `${name} must be given once.` });
    } else if (value !== null) {
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
  const aliased = rotatesByAlias(reading.value);
  const body = aliased ? withRotate(reading.value) : reading.value;
  if (schema !== undefined) {
    const found = findSchemaProblems(schema, body, '');
    problems.push(...(aliased ? found.map(withAlias) : found));
  }
  const { credentials } = reading;
  const checked = { parameters, body, problems, ...(credentials === undefined ? {} : { credentials }) };
  if (problems.length > 0) return { ...checked, status: 400 };
  if (operation.operationId !== 'postDetectRegions') return checked;
  const problem = findImageProblem((body as { image: string }).image, maxImageBytes);
  if (problem === undefined) return checked;
  const { status, ...rest } = problem;
  return { ...checked, status, problems: [rest] };
}
