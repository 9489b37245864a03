import { createHash, timingSafeEqual } from 'node:crypto';
import { bytesOfHash, type HashedClient, hashSecret } from './hashed-client.ts';

/** Credentials of a client (RFC 6749, section 2.3.1). */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The clients that may get tokens. Only the hashes of their secrets are kept. */
export class Clients {
  readonly #secretHashes: ReadonlyMap<string, Buffer>;

  constructor(clients: readonly (ClientCredentials | HashedClient)[]) {
    this.#secretHashes = new Map(
      clients.map((client) => [
        client.clientId,
        bytesOfHash('secretHash' in client ? client.secretHash : hashSecret(client.clientSecret)),
      ]),
    );
  }

  /** Whether id and secret belong together; takes the same time whether or not they do. */
  verify({ clientId, clientSecret }: ClientCredentials): boolean {
    const expected = this.#secretHashes.get(clientId);
    const given = createHash('sha256').update(clientSecret).digest();
    const same = timingSafeEqual(given, expected ?? nobody);
    return same && expected !== undefined;
  }

  /** Whether there is a client of this id. */
  has(clientId: string): boolean {
    return this.#secretHashes.has(clientId);
  }
}

/** Compared with when the id is unknown; no text is known to have this hash. */
const nobody = Buffer.alloc(32);
