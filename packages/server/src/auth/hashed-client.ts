import { createHash, randomBytes } from 'node:crypto';
import type { ClientCredentials } from './clients.ts';

/** A client by the hash of its secret, which is all that the service needs to know. */
export interface HashedClient {
  readonly clientId: string;
  /** `sha256:` and the hash as Base64 for URLs, as {@link hashSecret} makes it. */
  readonly secretHash: string;
}

/** How many random bytes a secret has: as many as its hash, so that neither can be guessed. */
const SECRET_BYTES = 32;

const PREFIX = 'sha256:';

/**
 * The hash of a secret, to be kept instead of it.
 *
 * SHA-256 is meant for long random secrets: there is no list to try them from, so a slow hash would protect nothing, and
 * would cost the service time with every wrong secret that a stranger sends.
 */
export function hashSecret(secret: string): string {
  return PREFIX + createHash('sha256').update(secret).digest('base64url');
}

/** Whether a text is a hash as {@link hashSecret} makes it. */
export function isSecretHash(text: string): boolean {
  return /^sha256:[\w-]{43}$/.test(text);
}

/** The bytes of a hash that {@link hashSecret} made. */
export function bytesOfHash(secretHash: string): Buffer {
  return Buffer.from(secretHash.slice(PREFIX.length), 'base64url');
}

/** Makes up credentials. */
export function makeCredentials(clientId: string): ClientCredentials {
  return { clientId, clientSecret: randomBytes(SECRET_BYTES).toString('base64url') };
}
