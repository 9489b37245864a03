import { failures } from '../failure/load.ts';
import type { ClientCredentials, Config, Credentials, Provider } from '../options.ts';
import { checkToken } from './access-token.ts';

/** How long a provider's token is kept, whose lifetime is unknown. Milliseconds. */
const providedLifetime = 300_000;
/** How long to leave a failed refresh alone while the old token is still good. Milliseconds. */
const refreshPause = 10_000;

/** A bearer token and how long to use it, in milliseconds of the client's clock. */
export interface Token {
  readonly value: string;
  /** From then on a new one is fetched in the background. */
  readonly refreshAt: number;
  /** From then on it is not used. */
  readonly expiresAt: number;
}

/** A token as it is given out. */
export interface Grant {
  readonly value: string;
  /** For how long, in milliseconds. */
  readonly lifetime: number;
}

/** Asks the service for a token. */
export type TokenRequest = (credentials: ClientCredentials) => Promise<Grant>;

/**
 * Keeps the token. However many callers need a new one, one is fetched; it is fetched ahead of expiry while the
 * old one is still in use; and no caller's abort ends what others wait for.
 */
export class Auth {
  /** Tokens refused since the service last took one. */
  refused = 0;
  readonly #config: Config;
  readonly #request: TokenRequest;
  readonly #credentials: Credentials;
  #token: Token | undefined;
  #refresh: Promise<Token> | undefined;
  #quietUntil = 0;

  constructor(config: Config, credentials: Credentials, request: TokenRequest) {
    this.#config = config;
    this.#request = request;
    this.#credentials = credentials;
    if ('token' in credentials) {
      this.#token = { value: credentials.token, refreshAt: Infinity, expiresAt: Infinity };
    }
  }

  /** The token, if it can be used now; if it is about to expire, a new one is on its way. */
  get current(): Token | undefined {
    const now = this.#config.clock.now();
    const token = this.#token;
    if (token === undefined || now >= token.expiresAt) return undefined;
    if (now >= token.refreshAt && now >= this.#quietUntil) {
      this.fetch().catch(() => {
        // Nobody waits for it: whoever needs it once the old one is gone will see why it fails.
        this.#quietUntil = this.#config.clock.now() + refreshPause;
      });
    }
    return token;
  }

  /**
   * A new token; the same one for all who ask while it is on its way.
   *
   * @throws {@link AuthError} when the service or the provider gives none
   */
  fetch(): Promise<Token> {
    this.#refresh ??= this.#obtain().finally(() => {
      this.#refresh = undefined;
    });
    return this.#refresh;
  }

  /** Takes note that the service took a token. */
  accept(token: Token | undefined): void {
    if (token && token === this.#token) this.refused = 0;
  }

  /**
   * Takes note that the service refused a token. However many calls were refused with one token, one counts: the others
   * find it dropped or replaced.
   *
   * @returns whether it was the one in use
   */
  drop(token: Token): boolean {
    if (token !== this.#token) return false;
    this.#token = undefined;
    this.refused++;
    return true;
  }

  /** Whether there is another token to be had than the one that was given. */
  get renewable(): boolean {
    return !('token' in this.#credentials);
  }

  /** What must never show in an error. */
  get secrets(): readonly (string | undefined)[] {
    const { clientSecret } = this.#credentials as { clientSecret?: string };
    return [this.#token?.value, clientSecret];
  }

  async #obtain(): Promise<Token> {
    const { clock, emit } = this.#config;
    const start = clock.now();
    const reason = this.refused > 0 ? 'rejected' : this.#token === undefined ? 'missing' : 'expiring';
    const { value, lifetime } = await this.#ask();
    // Counted from the question: the service's clock began somewhere between question and answer.
    this.#token = {
      value,
      refreshAt: start + lifetime * 0.8,
      expiresAt: start + lifetime - Math.min(30_000, lifetime * 0.1),
    };
    emit({ type: 'token', reason, duration: clock.now() - start });
    return this.#token;
  }

  async #ask(): Promise<Grant> {
    const credentials = this.#credentials;
    if ('clientId' in credentials) return this.#request(credentials);
    try {
      const { provide } = credentials as Provider;
      return { value: checkToken(await provide()), lifetime: providedLifetime };
    } catch (cause) {
      throw (await failures({ cause })).providerFailure(cause);
    }
  }
}
