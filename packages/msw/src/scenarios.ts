import type { OperationId } from '@detect-regions/spec';
import { delay, HttpResponse } from 'msw';
import type { Times } from './answer.ts';
import type { PendingCall, Scenario } from './scenario.ts';

/** Which calls a scenario concerns, and for how many of them it holds. */
export interface CallScope extends Times {
  /** The operations that it concerns. Default: all that it can concern. */
  readonly operations?: readonly OperationId[];
}

type Responder = (call: PendingCall, next: () => Promise<Response>) => Response | Promise<Response>;

/** A scenario that takes the first `times` calls in its scope that `concerns` holds for. */
function onCalls(
  name: string,
  scope: CallScope,
  respond: Responder,
  concerns: (call: PendingCall) => boolean = () => true,
): Scenario {
  const { times = Infinity, operations } = scope;
  return {
    name,
    start: () => {
      let left = times;
      return {
        respond(call, next) {
          const inScope = operations === undefined || operations.includes(call.operationId);
          if (left <= 0 || !inScope || !concerns(call)) return next();
          left -= 1;
          return respond(call, next);
        },
      };
    },
  };
}

/**
 * Calls are refused for want of a good token: 401 with ProblemDetails and `WWW-Authenticate`, or
 * `invalid_client` where a token is asked for. By default all but the token call.
 */
export function unauthorized(scope: CallScope = {}): Scenario {
  const detail = 'The access token is not valid.';
  return onCalls(
    'unauthorized',
    scope,
    (call) => (call.authenticated ? call.answer(401, { detail }) : call.answer(401)),
    (call) => call.authenticated || scope.operations?.includes(call.operationId) === true,
  );
}

/**
 * Every access token is good for so many calls and has expired from then on (401), however long
 * it said it would live.
 *
 * @param options - `afterCalls` (default 1): for how many calls; `times`: for how many tokens
 */
export function expiresToken(options: Times & { readonly afterCalls?: number } = {}): Scenario {
  const { afterCalls = 1, times = Infinity } = options;
  return {
    name: 'expiresToken',
    start: () => {
      const uses = new Map<string, number>();
      return {
        respond(call, next) {
          const token = call.request.headers.get('authorization');
          if (!call.authenticated || token === null) return next();
          if (!uses.has(token) && uses.size >= times) return next();
          const used = (uses.get(token) ?? 0) + 1;
          uses.set(token, used);
          return used > afterCalls ? call.answer(401, { detail: 'The access token has expired.' }) : next();
        },
      };
    },
  };
}

/**
 * Calls are refused with 429.
 *
 * @param options - `retryAfter`: seconds or a date for the `Retry-After` header (default: the
 *   spec's example); `null` leaves the header out
 */
export function rateLimited(
  options: CallScope & { readonly retryAfter?: number | Date | null } = {},
): Scenario {
  const { retryAfter } = options;
  return onCalls('rateLimited', options, (call) => {
    if (retryAfter === undefined) return call.answer(429);
    if (retryAfter === null) {
      const response = call.answer(429, { detail: 'Try again later.' });
      response.headers.delete('retry-after');
      return response;
    }
    const value = retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
    const detail =
      retryAfter instanceof Date ? `Try again after ${value}.` : `Try again in ${value} seconds.`;
    return call.answer(429, { detail, headers: { 'retry-after': value } });
  });
}

/** Calls fail with a 5xx of the spec: 503 (default; nothing was accepted) or 500 (nobody knows). */
export function unavailable(options: CallScope & { readonly status?: 500 | 503 } = {}): Scenario {
  const { status = 503 } = options;
  return onCalls('unavailable', options, (call) => call.answer(status));
}

/**
 * The connection breaks; `fetch` rejects with a TypeError.
 *
 * @param options - `when`: `before` (default) the call has any effect, or `after` it had, so that
 *   only the answer is lost: the image was accepted, and billed
 */
export function dropsConnection(options: CallScope & { readonly when?: 'before' | 'after' } = {}): Scenario {
  const { when = 'before' } = options;
  return onCalls('dropsConnection', options, async (_call, next) => {
    if (when === 'after') await next();
    return HttpResponse.error();
  });
}

/** The connection breaks in the middle of the answer's body: reading it rejects. */
export function truncates(scope: CallScope = {}): Scenario {
  return onCalls('truncates', scope, async (_call, next) => {
    const whole = await next();
    const bytes = new Uint8Array(await whole.arrayBuffer());
    let half: Uint8Array | undefined = bytes.subarray(0, bytes.length / 2);
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (half === undefined) controller.error(new TypeError('The connection broke.'));
          else controller.enqueue(half);
          half = undefined;
        },
      },
      // Read ahead, the error would come before the half that it is to follow.
      { highWaterMark: 0 },
    );
    const headers = new Headers(whole.headers);
    // Without a length the half would pass for the whole.
    headers.set('content-length', String(bytes.length));
    return new HttpResponse(body, { status: whole.status, headers });
  });
}

/** Every answer takes so many milliseconds longer. */
export function slow(options: CallScope & { readonly ms: number }): Scenario {
  return onCalls('slow', options, async (_call, next) => {
    await delay(options.ms);
    return next();
  });
}

/** The id of a new task comes in quotes, as some services send it, instead of bare. */
export function quotedGuid(scope: Times = {}): Scenario {
  return onCalls('quotedGuid', { ...scope, operations: ['postDetectRegions'] }, async (_call, next) => {
    const bare = await next();
    if (!bare.ok) return bare;
    return new HttpResponse(JSON.stringify(await bare.text()), {
      status: bare.status,
      headers: bare.headers,
    });
  });
}
