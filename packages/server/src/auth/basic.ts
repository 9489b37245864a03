import type { ClientCredentials } from './clients.ts';

/**
 * Reads credentials from an `Authorization: Basic` header.
 *
 * OAuth wants both parts form-encoded (RFC 6749, section 2.3.1), but many clients send them as they are; where that
 * makes a difference, both readings are returned.
 *
 * @returns the readings, most likely first; none when the header is malformed; undefined when it isn't Basic
 */
export function basicCredentials(header: string | undefined): ClientCredentials[] | undefined {
  const encoded = /^Basic +(.*)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(encoded)) return [];
  const [, clientId, clientSecret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  if (clientId === undefined || clientSecret === undefined) return [];
  const plain = { clientId, clientSecret };
  const decoded = { clientId: formDecode(clientId), clientSecret: formDecode(clientSecret) };
  const same = decoded.clientId === clientId && decoded.clientSecret === clientSecret;
  return same ? [plain] : [decoded, plain];
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
