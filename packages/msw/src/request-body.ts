import type { RequestProblem } from './problem.ts';
import type { SpecOperation } from './spec-operations.ts';

const FORM = 'application/x-www-form-urlencoded';

/** What came of reading a request's body. */
export type BodyReading =
  | { readonly ok: true; readonly value: unknown; readonly mediaType: string | undefined }
  | { readonly ok: false; readonly status: 400 | 415; readonly problem: RequestProblem };

const problem = (status: 400 | 415, field: string, message: string): BodyReading => ({
  ok: false,
  status,
  problem: { field, message },
});

/** Client credentials in the Authorization header (RFC 6749, section 2.3.1), which some clients send. */
function basicCredentials(request: Request): Record<string, string> {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (encoded === undefined) return {};
  try {
    const [id = '', ...secret] = atob(encoded).split(':');
    return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret.join(':')) };
  } catch {
    return {};
  }
}

async function readForm(request: Request, mediaType: string): Promise<Record<string, unknown>> {
  const entries = mediaType === FORM ? new URLSearchParams(await request.text()) : await request.formData();
  return { ...basicCredentials(request), ...Object.fromEntries(entries as Iterable<[string, unknown]>) };
}

/**
 * Reads the body of a request as the operation wants it: JSON or a form. Where the spec wants a
 * form, multipart/form-data and HTTP Basic will do as well: official clients send both.
 *
 * @param request - read to its end
 * @param operation - says which media types it takes
 */
export async function readBody(request: Request, operation: SpecOperation): Promise<BodyReading> {
  if (operation.bodies.size === 0) return { ok: true, value: undefined, mediaType: undefined };
  const mediaType = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const accepted = [...operation.bodies.keys()];
  if (accepted.includes(FORM) && (mediaType === FORM || mediaType === 'multipart/form-data')) {
    try {
      return { ok: true, value: await readForm(request, mediaType), mediaType: FORM };
    } catch {
      return problem(400, 'body', 'The body is no form of the type that Content-Type says.');
    }
  }
  if (!accepted.includes(mediaType)) {
    const got = mediaType === '' ? 'none' : mediaType;
    return problem(415, 'Content-Type', `Content-Type must be ${accepted.join(' or ')}; got ${got}.`);
  }
  try {
    return { ok: true, value: JSON.parse(await request.text()), mediaType };
  } catch {
    return problem(400, 'body', 'The body must be JSON, and it is not.');
  }
}
