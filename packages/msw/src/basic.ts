import type { ClientCredentials } from './tokens.ts';

/**
 * Reads client credentials from an `Authorization: Basic` header.
 *
 * OAuth wants both parts form-encoded (RFC 6749, section 2.3.1), but many clients send them as they
 * are; where that makes a difference, both readings are returned.
 *
 * @returns the readings, most likely first; none when the header is malformed; `undefined` when it
 *   is not Basic
 */
export function basicCredentials(authorization: string | null): ClientCredentials[] | undefined {
  const [, encoded] = /^Basic +(.*)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = decodeBase64(encoded);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 0) return [];
  const plain = { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
  const decoded = { clientId: formDecode(plain.clientId), clientSecret: formDecode(plain.clientSecret) };
  const same = decoded.clientId === plain.clientId && decoded.clientSecret === plain.clientSecret;
  return same ? [plain] : [decoded, plain];
}

/** The text of Base64 of UTF-8; `undefined` where it is no Base64. */
function decodeBase64(encoded: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(encoded), (byte) => byte.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
