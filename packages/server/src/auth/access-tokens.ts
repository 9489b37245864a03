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

interface KnownToken {
  readonly clientId: string;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

/** How many tokens are remembered: one a client and hour is usual. */
const MAX_KNOWN = 1000;

const ALGORITHM = 'HS256';

/** Who issues the tokens, and for whom: the service, for itself. */
const PARTY = 'detect-regions';

/** Issues and checks access tokens: JSON Web Tokens (RFC 7519), signed by HMAC SHA-256. */
export class AccessTokens {
  /** For how long a token is good, in seconds. */
  readonly lifetime: number;
  readonly #key: Uint8Array;
  readonly #now: () => number;
  /** Tokens whose signature was found good: to check it again for each poll would be most of the work. */
  readonly #known = new Map<string, KnownToken>();

  constructor({ key, lifetime, now }: AccessTokenOptions) {
    this.#key = key;
    this.lifetime = lifetime;
    this.#now = now;
  }

  async issue(clientId: string): Promise<string> {
    const issuedAt = this.#seconds();
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
    const known = this.#known.get(token) ?? (await this.#verify(token));
    if (known === 'expired' || known === 'invalid') return { valid: false, reason: known };
    if (known.expiresAt <= this.#seconds()) {
      this.#known.delete(token);
      return { valid: false, reason: 'expired' };
    }
    return { valid: true, clientId: known.clientId };
  }

  async #verify(token: string): Promise<KnownToken | 'expired' | 'invalid'> {
    try {
      const { payload } = await jwtVerify<{ sub: string; exp: number }>(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: PARTY,
        audience: PARTY,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.#now()),
      });
      const known = { clientId: payload.sub, expiresAt: payload.exp };
      this.#remember(token, known);
      return known;
    } catch (error) {
      return error instanceof errors.JWTExpired ? 'expired' : 'invalid';
    }
  }

  #remember(token: string, known: KnownToken): void {
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MAX_KNOWN) this.#known.delete(oldest);
    this.#known.set(token, known);
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}
