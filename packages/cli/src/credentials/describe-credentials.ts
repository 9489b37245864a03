import { printable } from '../terminal/printable.ts';
import type { Credentials } from './profile.ts';

/** How much of a client's id is shown: enough to tell one from another. */
const SHOWN = 8;

/** Who asks, without anything secret: `client 3f2a91c0…`, or `a token, until 2026-11-24 10:00 UTC`. */
export function describeCredentials(credentials: Credentials): string {
  if ('clientId' in credentials) {
    const id = printable(credentials.clientId);
    return `client ${id.length <= SHOWN + 4 ? id : `${id.slice(0, SHOWN)}…`}`;
  }
  const until = expiryOf(credentials.accessToken);
  return until === undefined ? 'a token' : `a token, until ${shownTime(until)}`;
}

/** When a token ends, where it is a JSON Web Token that says so. It is not verified: this is no proof of anything. */
export function expiryOf(token: string): Date | undefined {
  const [, payload] = token.split('.');
  if (payload === undefined) return undefined;
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const time = new Date(exp * 1000);
    return Number.isFinite(exp) && !Number.isNaN(time.getTime()) ? time : undefined;
  } catch {
    return undefined;
  }
}

/** `2026-11-24 10:00 UTC`. */
export function shownTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
