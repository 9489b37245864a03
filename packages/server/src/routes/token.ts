import type { Handler } from 'hono';
import { basicCredentials } from '../auth/basic.ts';
import type { ClientCredentials } from '../auth/clients.ts';
import { callerAddress } from '../http/caller-address.ts';
import type { Env, RequestContext } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import type { Service } from '../service.ts';
import { requestBytes, tooLarge } from '../upload/request-bytes.ts';

const MAX_BODY_BYTES = 16 * 1024;

/** What official clients send the request as; the spec lists the first, which is RFC 6749's. */
const MEDIA_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** A refusal as RFC 6749, section 5.2 words it. */
class TokenError extends Error {
  readonly status: 400 | 401;
  readonly code: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type';

  constructor(status: 400 | 401, code: TokenError['code'], description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

/** `postToken`: trades credentials for a token. */
export function tokenRoute(service: Service): Handler<Env> {
  return async (c) => {
    try {
      const clientId = await authenticate(c, service);
      const token = await service.tokens.issue(clientId);
      return c.json({ access_token: token, expires_in: service.tokens.lifetime, token_type: 'Bearer' });
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      // A 401 names the scheme to use (RFC 9110, section 15.5.2); for the token that is Basic.
      if (error.status === 401) c.header('www-authenticate', 'Basic realm="detect-regions"');
      return c.json({ error: error.code, error_description: error.message }, error.status);
    }
  };
}

async function authenticate(c: RequestContext, service: Service): Promise<string> {
  const address = callerAddress(c, service.behindProxy);
  await service.rates.countAddress(address);
  const form = await readForm(c);
  const basic = basicCredentials(c.req.header('authorization'));
  if (basic?.length === 0) {
    throw new TokenError(
      400,
      'invalid_request',
      'The Authorization header must be "Basic" and Base64 of id:secret.',
    );
  }
  if (basic && form.client_secret !== undefined) {
    throw new TokenError(
      400,
      'invalid_request',
      'Send the credentials in the header or in the body, not in both.',
    );
  }
  const readings: ClientCredentials[] = basic ?? [
    { clientId: form.client_id ?? '', clientSecret: form.client_secret ?? '' },
  ];
  const [first] = readings;
  const request = basic ? { ...form, client_id: first?.clientId, client_secret: first?.clientSecret } : form;
  const { grant_type: grant } = form;
  if (grant !== undefined && grant !== '' && grant !== 'client_credentials') {
    throw new TokenError(400, 'unsupported_grant_type', 'grant_type must be client_credentials.');
  }
  const violations = service.contract.checkBody('postToken', request);
  if (violations.length > 0) {
    throw new TokenError(400, 'invalid_request', violations.map(({ message }) => message).join(' '));
  }
  await service.rates.checkFailures(address, first?.clientId ?? '');
  const client = readings.find((reading) => service.clients.verify(reading));
  if (!client) {
    await service.rates.countFailure(address, first?.clientId ?? '');
    throw new TokenError(401, 'invalid_client', 'The client id or the client secret is wrong.');
  }
  return client.clientId;
}

async function readForm(c: RequestContext): Promise<Readonly<Record<string, string>>> {
  const contentType = c.req.header('content-type') ?? '';
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!MEDIA_TYPES.includes(mediaType)) {
    throw new Problem(415, `Content-Type must be one of: ${MEDIA_TYPES.join(', ')}.`);
  }
  if (Number(c.req.header('content-length')) > MAX_BODY_BYTES) throw tooLarge(MAX_BODY_BYTES);
  const chunks: Uint8Array[] = [];
  for await (const chunk of requestBytes(c.req.raw.body, MAX_BODY_BYTES)) chunks.push(chunk);
  const fields = await parseForm(Buffer.concat(chunks), contentType);
  const form: Record<string, string> = Object.create(null);
  for (const [name, value] of fields) {
    if (name in form) throw new TokenError(400, 'invalid_request', 'No member may be given twice.');
    if (typeof value !== 'string') throw new TokenError(400, 'invalid_request', 'No member may be a file.');
    form[name] = value;
  }
  return form;
}

async function parseForm(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<[string, FormDataEntryValue][]> {
  try {
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    return [...form.entries()];
  } catch {
    throw new TokenError(400, 'invalid_request', 'The body is not what its Content-Type says.');
  }
}
