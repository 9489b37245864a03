import type { TokenResponse } from '@detect-regions/client';
import { specOperation, specResponse } from './spec-operations.ts';

/** An id and a secret that the token operation takes. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The access tokens of one mock. */
export class Tokens {
  readonly #clients: readonly ClientCredentials[] | undefined;
  readonly #expiry = new Map<string, number>();

  /** @param clients - who may have a token; everybody when `undefined` */
  constructor(clients: readonly ClientCredentials[] | undefined) {
    this.#clients = clients;
  }

  knows(clientId: string, clientSecret: string): boolean {
    const clients = this.#clients;
    return (
      clients === undefined ||
      clients.some((client) => client.clientId === clientId && client.clientSecret === clientSecret)
    );
  }

  issue(): TokenResponse {
    const example = specResponse(specOperation('postToken'), 200).example as unknown as TokenResponse;
    const token = `mock-token-${this.#expiry.size + 1}`;
    this.#expiry.set(token, Date.now() + example.expires_in * 1000);
    return { ...example, access_token: token };
  }

  /**
   * Says what is wrong with an Authorization header, or `undefined` when it will do.
   *
   * As long as everybody may have a token, any token will do that has not expired: apps may bring
   * their own.
   */
  findProblem(authorization: string | null): string | undefined {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) {
      return 'No access token was sent; the Authorization header must be Bearer and a token.';
    }
    const expiry = this.#expiry.get(token);
    if (expiry === undefined) {
      return this.#clients === undefined ? undefined : 'The access token was not issued by this service.';
    }
    return Date.now() < expiry ? undefined : 'The access token has expired.';
  }
}
