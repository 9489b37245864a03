import { hkdfSync } from 'node:crypto';
import type { ClientCredentials } from './clients.ts';

/** Bytes of the secret: 192 bits, which nobody guesses. */
const SECRET_BYTES = 24;

const UUID_BYTES = 16;

/**
 * The client that exists where none is configured. Its credentials follow from the signing key (by HKDF, RFC 5869), so
 * they are the same as long as the key is, and need not be kept anywhere.
 */
export function developmentClient(signingKey: Uint8Array): ClientCredentials {
  return {
    clientId: uuid(derive(signingKey, 'development client: id', UUID_BYTES)),
    clientSecret: derive(signingKey, 'development client: secret', SECRET_BYTES).toString('base64url'),
  };
}

function derive(key: Uint8Array, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `detect-regions ${purpose}`, length));
}

/** Bytes in the form of a UUID of version 8, whose bits are up to its maker (RFC 9562, section 5.8). */
function uuid(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
