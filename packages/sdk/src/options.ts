import { basePath } from '@detect-regions/client/requests';
import { checkToken } from './auth/access-token.ts';
import { checkBaseUrl } from './base-url.ts';
import { check, checkChoice, checkDuration, checkFunction, checkPollPrice, checkText } from './check.ts';
import { type Clock, systemClock } from './clock.ts';
import { AuthError } from './errors/index.ts';
import type { DetectRegionsEvent } from './events.ts';
import { AdaptiveSchedule } from './polling/adaptive.ts';
import type { Schedule } from './polling/schedule.ts';
import { type Resubmit, resubmits } from './resubmit.ts';
import { environmentVariable, isBrowser } from './runtime/runtime.ts';
import type { Store } from './store/store.ts';

/**
 * Options of a client; all may be left out where the environment has the credentials. The environment is read
 * when the client is made, and an option given here goes before it.
 */
export interface DetectRegionsOptions {
  /**
   * The service, `https:`, or `http:` on this machine. Default: `DETECT_REGIONS_BASE_URL`, else
   * `https://api.aspose.cloud`.
   */
  readonly baseUrl?: string | URL | undefined;
  /** Id of the API client. Default: `DETECT_REGIONS_CLIENT_ID`. */
  readonly clientId?: string | undefined;
  /** Secret of the API client. Default: `DETECT_REGIONS_CLIENT_SECRET`. Refused in browsers. */
  readonly clientSecret?: string | undefined;
  /**
   * A token, or a function that provides one, in place of client id and secret. A provider is asked at the
   * first call, again when the service refuses its token, and when the last token is five minutes old; any
   * number of calls share one question. Default: `DETECT_REGIONS_ACCESS_TOKEN`.
   */
  readonly accessToken?: string | (() => string | Promise<string>) | undefined;
  /**
   * A fetch to use in place of the global one, for a proxy, a custom CA or a test. It is called without a
   * `this`. Default: `globalThis.fetch`, looked up at each call.
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /**
   * For how long a single request may make no progress, in milliseconds. While an image is being sent, every
   * piece sent counts as progress; in a browser, where pieces can't be seen, sending an image is bound by
   * `deadline` alone. Default: 60,000. It may be more than the five minutes after which Node's fetch gives up by
   * itself: that limit is then lifted, unless `fetch` is given, whose limits are its own.
   */
  readonly requestTimeout?: number | undefined;
  /**
   * How often a failed request may be sent again, if it is safe. A whole number. Default: 3. Pauses are spread evenly
   * between 0 and a bound that doubles from 500 ms to 20,000 ms. A service's Retry-After is kept in their place up to
   * 60,000 ms; when it asks for more, the call fails at once with the delay in the error's `retryAfter`.
   */
  readonly maxRetries?: number | undefined;
  /**
   * How many retries all calls of this client share, so that an outage is not made worse; `Infinity` for no bound. Each
   * retry takes one; a call that succeeds gives back what it took, or a fifth of one if it needed none. When none is
   * left, calls fail at their first failure (event `retry-denied`). A number, 0 or more. Default: 100.
   */
  readonly retryBudget?: number | undefined;
  /**
   * When a submission, which is billed, may be sent again: see {@link Resubmit}. Each call can have its own. Default:
   * `if-unsent`, only when the service surely has not accepted it.
   */
  readonly resubmit?: Resubmit | undefined;
  /**
   * How long an operation may take, all retries and waits included, in milliseconds; `Infinity` for no end.
   * Each call can have its own. Default: 300,000 (five minutes).
   */
  readonly deadline?: number | undefined;
  /**
   * What to add to the header `User-Agent`, for example `my-app/1.2 (team@example.org)`: at most 200 printable ASCII
   * characters. Browsers send their own in any case. Default: nothing, the header is `detect-regions-sdk`.
   */
  readonly userAgent?: string | undefined;
  /**
   * What one poll of a task is worth, in milliseconds of lateness: the client asks when lateness + price × polls is
   * expected to be least. Lower it to have results sooner, raise it to pay for fewer polls; each wait can have its
   * own. Default: 1,000.
   */
  readonly pollPrice?: number | undefined;
  /**
   * Where to note what has been submitted, so that no image is paid for twice: a call for the same image with the
   * same settings gets the task of the first one for as long as the service keeps its result (24 hours), in
   * another process too. `new Map()` for the life of the process, `fileStore(path)` of
   * `@detect-regions/sdk/file-store`, or any other {@link Store}. Default: none.
   */
  readonly store?: Store | undefined;
  /** Called with every event; what it throws is ignored. */
  readonly onEvent?: ((event: DetectRegionsEvent) => void) | undefined;
  /** Allow a client secret in a browser, where every visitor can read it. Default: `false`. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /** Where time comes from; for tests. Default: the runtime's clock. */
  readonly clock?: Clock | undefined;
}

/** Gives a token whenever one is needed. */
export interface Provider {
  readonly provide: () => string | Promise<string>;
}

/** What the service trades for a token. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Where tokens come from. */
export type Credentials = ClientCredentials | { readonly token: string } | Provider;

/** Options, checked and complete. */
export interface Config {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly requestTimeout: number;
  readonly maxRetries: number;
  readonly retryBudget: number;
  readonly resubmit: Resubmit;
  readonly deadline: number;
  /** What each request has: `User-Agent`, unless it must be left to the browser. */
  readonly headers: Readonly<Record<string, string>>;
  readonly pollPrice: number;
  /** When to ask for a task. It learns, so all tasks of a client share one. */
  readonly schedule: Schedule;
  readonly clock: Clock;
  readonly store: Store | undefined;
  /** Who watches. */
  readonly listeners: Set<(event: DetectRegionsEvent) => void>;
  readonly emit: (event: DetectRegionsEvent) => void;
}

/** @throws InvalidInputError naming the option at fault */
export function resolveConfig(options: DetectRegionsOptions): Config {
  const {
    baseUrl = environmentVariable('BASE_URL') ?? basePath,
    fetch,
    requestTimeout = 60_000,
    maxRetries = 3,
    retryBudget = 100,
    resubmit = 'if-unsent',
    deadline = 300_000,
    userAgent,
    pollPrice = 1_000,
    store,
    clock = systemClock,
    onEvent,
  } = options;
  check(maxRetries >>> 0 === maxRetries, 'maxRetries', 'a whole number, 0 or more');
  check(
    typeof retryBudget === 'number' && retryBudget >= 0,
    'retryBudget',
    'a number, 0 or more, or Infinity',
  );
  checkText(userAgent, 'userAgent', /^[!-~][ -~]{0,199}$/, '1 to 200 printable ASCII characters');
  check(
    store === undefined ||
      [store?.get, store?.set, store?.delete].every((method) => typeof method === 'function'),
    'store',
    'an object with get, set and delete',
  );
  checkFunction(fetch, 'fetch');
  checkFunction(onEvent, 'onEvent');
  const listeners = new Set(onEvent && [onEvent]);
  return {
    baseUrl: checkBaseUrl(baseUrl),
    fetch,
    requestTimeout: checkDuration(requestTimeout, 'requestTimeout'),
    maxRetries,
    retryBudget,
    resubmit: checkChoice(resubmit, 'resubmit', resubmits),
    deadline: checkDuration(deadline, 'deadline'),
    // In a browser it would be one more header to ask the service's permission for.
    // fetch leaves white space at its end out.
    headers: isBrowser() ? {} : { 'User-Agent': `detect-regions-sdk ${userAgent ?? ''}` },
    pollPrice: checkPollPrice(pollPrice),
    schedule: new AdaptiveSchedule(),
    clock,
    store,
    listeners,
    emit: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch {
          // Watching a call must not break it.
        }
      }
    },
  };
}

/**
 * @throws AuthError when there are no credentials
 * @throws InvalidInputError when they contradict each other, or must not be used here
 */
export function resolveCredentials(options: DetectRegionsOptions): Credentials {
  const { accessToken, dangerouslyAllowBrowser } = options;
  for (const field of ['clientId', 'clientSecret'] as const) {
    checkText(options[field], field, /./, 'a string that is not empty');
  }
  const given = options.clientId ?? options.clientSecret;
  check(
    given === undefined || accessToken === undefined,
    'accessToken',
    'left out with a clientId or clientSecret',
  );
  const token = accessToken ?? (given === undefined ? environmentVariable('ACCESS_TOKEN') : undefined);
  if (typeof token === 'function') return { provide: token };
  if (token !== undefined) return { token: checkToken(token) };

  const clientId = options.clientId ?? environmentVariable('CLIENT_ID');
  const clientSecret = options.clientSecret ?? environmentVariable('CLIENT_SECRET');
  if (clientId === undefined || clientSecret === undefined) {
    throw new AuthError(
      `${clientId ? 'clientSecret is' : clientSecret ? 'clientId is' : 'Credentials are'} missing: pass clientId and clientSecret, or accessToken, or set DETECT_REGIONS_CLIENT_ID and DETECT_REGIONS_CLIENT_SECRET, or DETECT_REGIONS_ACCESS_TOKEN.`,
    );
  }
  check(
    !isBrowser() || dangerouslyAllowBrowser === true,
    'clientSecret',
    'left out in a browser, where all can read it: pass accessToken, or set dangerouslyAllowBrowser: true',
  );
  return { clientId, clientSecret };
}
