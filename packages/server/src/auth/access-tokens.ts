import { errors, jwtVerify, SignJWT } from 'jose';

/** How access tokens are made. */
export interface AccessTokenOptions {
  /** The key of HMAC SHA-256: 32 random bytes or more. */
  readonly key: Uint8Array;
  /** For how long a token is good, in seconds. */
  readonly lifetime: number;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What a token turned out to be. */
export type TokenCheck =
  | { readonly valid: true; readonly clientId: string }
  | { readonly valid: false; readonly reason: 'expired' | 'invalid' };

const ALGORITHM = 'HS256';

/** Who issues the tokens, and for whom: the service, for itself. */
const PARTY = 'detect-regions';

/** Issues and checks access tokens: JSON Web Tokens (RFC 7519), signed by HMAC SHA-256. */
export class AccessTokens {
  /** For how long a token is good, in seconds. */
  readonly lifetime: number;
  readonly #key: Uint8Array;
  readonly #now: () => number;

  constructor({ key, lifetime, now }: AccessTokenOptions) {
    this.#key = key;
    this.lifetime = lifetime;
    this.#now = now;
  }

  async issue(clientId: string): Promise<string> {
    const issuedAt = Math.floor(this.#now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(PARTY)
      .setAudience(PARTY)
      .setSubject(clientId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + this.lifetime)
      .sign(this.#key);
  }

  async check(token: string): Promise<TokenCheck> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: PARTY,
        audience: PARTY,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.#now()),
      });
      return payload.sub === undefined
        ? { valid: false, reason: 'invalid' }
        : { valid: true, clientId: payload.sub };
    } catch (error) {
      return { valid: false, reason: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  }
}
