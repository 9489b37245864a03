import { basicCredentials } from './basic.ts';
import type { RequestProblem } from './problem.ts';
import type { SpecOperation } from './spec-operations.ts';
import type { ClientCredentials } from './tokens.ts';

const FORM = 'application/x-www-form-urlencoded';

/** How many characters a form may have. */
const MAX_FORM = 16 * 1024;

/** A status for a body that could not be read. */
export type BodyStatus = 400 | 413 | 415;

/** What came of reading a request's body. */
export type BodyReading =
  | {
      readonly ok: true;
      readonly value: unknown;
      readonly mediaType: string | undefined;
      /** Who sends a form: the ways to read it, most likely first. */
      readonly credentials?: readonly ClientCredentials[];
    }
  | { readonly ok: false; readonly status: BodyStatus; readonly problem: RequestProblem };

const problem = (status: BodyStatus, field: string, message: string): BodyReading => ({
  ok: false,
  status,
  problem: { field, message },
});

async function parseForm(bytes: ArrayBuffer, contentType: string): Promise<[string, unknown][]> {
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  return [...(form as unknown as Iterable<[string, unknown]>)];
}

/** Reads a form, and the credentials beside it in the Authorization header, which some clients send. */
async function readForm(request: Request): Promise<BodyReading> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MAX_FORM)
    return problem(413, 'body', `The body may have at most ${MAX_FORM} bytes.`);
  let entries: [string, unknown][];
  try {
    entries = await parseForm(bytes, request.headers.get('content-type') ?? '');
  } catch {
    return problem(400, 'body', 'The body is no form of the type that Content-Type says.');
  }
  const names = entries.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) return problem(400, twice, `${twice} must be given once.`);
  const form = Object.fromEntries(entries);
  const basic = basicCredentials(request.headers.get('authorization'));
  if (basic === undefined) {
    const { client_id: clientId, client_secret: clientSecret } = form as Record<string, string>;
    const credentials = [{ clientId: clientId ?? '', clientSecret: clientSecret ?? '' }];
    return { ok: true, value: form, mediaType: FORM, credentials };
  }
  const [first] = basic;
  if (first === undefined) {
    return problem(400, 'Authorization', 'The Authorization header must be Basic and Base64 of id:secret.');
  }
  if ('client_secret' in form) {
    const message = 'The credentials must be in the Authorization header or in the body, not in both.';
    return problem(400, 'Authorization', message);
  }
  const value = { ...form, client_id: first.clientId, client_secret: first.clientSecret };
  return { ok: true, value, mediaType: FORM, credentials: basic };
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
    return readForm(request);
  }
  if (!accepted.includes(mediaType)) {
    const got = mediaType === '' ? 'none' : mediaType;
    return problem(415, 'Content-Type', `Content-Type must be ${accepted.join(' or ')}; got ${got}.`);
  }
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') {
    return problem(
      415,
      'Content-Encoding',
      'Content-Encoding must be left out: the body must not be compressed.',
    );
  }
  try {
    return { ok: true, value: JSON.parse(await request.text()), mediaType };
  } catch {
    return problem(400, 'body', 'The body must be JSON, and it is not.');
  }
}
