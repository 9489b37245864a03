import type { TokenResponse } from '@detect-regions/client';
import { postTokenRequest } from '@detect-regions/client/requests';
import { limits } from '@detect-regions/spec/limits';
import type { ClientCredentials } from '../options.ts';
import { readJson } from '../read-json.ts';
import type { Sender } from '../send.ts';
import { checkToken } from './access-token.ts';
import type { Grant } from './auth.ts';

/**
 * The operation `postToken`: trades client credentials for a token (RFC 6749, section 4.4).
 *
 * It belongs to no caller, and has a deadline of its own: whoever gives up waiting for it does not end it for the
 * others.
 *
 * @throws AuthError when the credentials are refused, ProtocolError when the answer is no bearer token, and what
 * `send` throws
 */
export async function requestToken(sender: Sender, credentials: ClientCredentials): Promise<Grant> {
  const request = postTokenRequest({ grantType: 'client_credentials', ...credentials });
  return sender.within({}, (budget) =>
    sender.send({ operation: 'postToken', request, read: readToken }, budget),
  );
}

function readToken(text: string): Grant | undefined {
  const answer = readJson(text) as Partial<TokenResponse> | undefined;
  const { access_token, token_type = 'Bearer', expires_in } = answer ?? {};
  if (typeof access_token !== 'string' || String(token_type).toLowerCase() !== 'bearer') return undefined;
  const lifetime = Number(expires_in);
  return {
    value: checkToken(access_token, 'The token of the service'),
    lifetime: (lifetime > 0 ? lifetime : limits.tokenSeconds) * 1_000,
  };
}
