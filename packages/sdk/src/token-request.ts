import { Configuration, TokenApi, type TokenResponse } from '@detect-regions/client';
import { Budget } from './budget.ts';
import { AuthError, ProtocolError } from './errors/index.ts';
import { checkToken } from './options.ts';
import type { Sender } from './send.ts';

/**
 * The operation `postToken`: trades client credentials for a token (RFC 6749, section 4.4).
 *
 * It belongs to no caller, and has a deadline of its own: whoever gives up waiting for it does not end it for the
 * others.
 *
 * @throws {@link AuthError} when the credentials are refused, {@link ProtocolError} when the answer is no bearer token,
 * and what `send` throws
 */
export async function requestToken(
  sender: Sender,
  clientId: string,
  clientSecret: string,
): Promise<TokenResponse> {
  const { clock, deadline } = sender.config;
  const budget = new Budget(clock, { deadline });
  try {
    return await sender.send(
      {
        operation: 'postToken',
        request: () =>
          new TokenApi(new Configuration()).postTokenRequestOpts({
            grantType: 'client_credentials',
            clientId,
            clientSecret,
          }),
        accept: 'application/json',
        read: readToken,
      },
      budget,
    );
  } finally {
    budget.close();
  }
}

async function readToken(response: Response): Promise<TokenResponse> {
  const text = await response.text();
  let answer: Partial<TokenResponse> | null = null;
  try {
    answer = JSON.parse(text) as Partial<TokenResponse> | null;
  } catch {
    // Said below; the parser's own message could quote a token.
  }
  const { access_token, token_type = 'Bearer' } = answer ?? {};
  if (typeof access_token !== 'string' || String(token_type).toLowerCase() !== 'bearer') {
    throw new ProtocolError('The answer holds no bearer token. Is baseUrl the address of the service?');
  }
  try {
    return { ...(answer as TokenResponse), access_token: checkToken(access_token) };
  } catch {
    throw new AuthError("The service gave a token that can't stand in a header.");
  }
}
