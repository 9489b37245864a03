import type { TokenResponse } from '@detect-regions/client';
import { specOperation, specResponse } from './spec-operations.ts';

/** An id and a secret that the token operation takes. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What an Authorization header turned out to be. */
export type Authorization =
  | { readonly good: true; readonly clientId: string | undefined }
  | { readonly good: false; readonly detail: string; readonly challenge: string };

interface IssuedToken {
  readonly clientId: string;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The header for a 401 (RFC 6750, section 3); `error` is left out where no token was sent at all. */
const refused = (detail: string, error?: 'invalid_request' | 'invalid_token'): Authorization => ({
  good: false,
  detail,
  challenge: error === undefined ? 'Bearer' : `Bearer error="${error}"`,
});

/** The access tokens of one mock. */
export class Tokens {
  readonly #clients: readonly ClientCredentials[] | undefined;
  readonly #issued = new Map<string, IssuedToken>();

  /** @param clients - who may have a token; everybody when `undefined` */
  constructor(clients: readonly ClientCredentials[] | undefined) {
    this.#clients = clients;
  }

  knows({ clientId, clientSecret }: ClientCredentials): boolean {
    const clients = this.#clients;
    return (
      clients === undefined ||
      clients.some((client) => client.clientId === clientId && client.clientSecret === clientSecret)
    );
  }

  issue(clientId: string): TokenResponse {
    const example = specResponse(specOperation('postToken'), 200).example as unknown as TokenResponse;
    const token = `mock-token-${this.#issued.size + 1}`;
    this.#issued.set(token, { clientId, expiresAt: Date.now() + example.expires_in * 1000 });
    return { ...example, access_token: token };
  }

  /**
   * Says whose token an Authorization header holds, or what is wrong with it.
   *
   * As long as everybody may have a token, any token will do that has not expired, and all tasks are
   * everybody's: apps may bring tokens of their own.
   */
  check(authorization: string | null): Authorization {
    const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) {
      const detail = 'No access token was sent; the Authorization header must be Bearer and a token.';
      return refused(detail, authorization === null ? undefined : 'invalid_request');
    }
    const issued = this.#issued.get(token);
    if (issued !== undefined && Date.now() >= issued.expiresAt) {
      return refused('The access token has expired.', 'invalid_token');
    }
    if (this.#clients === undefined) return { good: true, clientId: undefined };
    if (issued !== undefined) return { good: true, clientId: issued.clientId };
    return refused('The access token was not issued by this service.', 'invalid_token');
  }
}
