import type { Auth, Token } from '../auth/auth.ts';
import type { Budget } from '../budget.ts';
import { DetectRegionsError, type ErrorDetails } from '../errors/base.ts';
import type { Config } from '../options.ts';
import type { Call } from '../send.ts';
import { RetryBudget } from './retry-budget.ts';
import { pauseAfter, retryDelay } from './retry-delay.ts';
import { withDetails } from './with-details.ts';

/** How many fresh tokens may be refused, to one call or in a row, before the credentials must be wrong. */
const maxFreshTokens = 3;

/** What all calls of a client share. */
export interface Shared {
  readonly config: Config;
  readonly auth: Auth;
  /** Absent until a call fails. */
  retryBudget: RetryBudget | undefined;
}

/** What is done about the failures of a call. */
export function recoveryOf(shared: Shared, call: Call<unknown>, budget: Budget): Recovery {
  shared.retryBudget ??= new RetryBudget(shared.config.retryBudget);
  return new Recovery(shared, shared.retryBudget, call, budget);
}

/**
 * What is done about the failures of one call.
 *
 * Sent again, at most `maxRetries` times and as long as the client's retry budget lasts, are: what the service refused
 * for the moment (429, 503), and other failures of the service (408, 5xx) and of the network. A submission is sent again
 * as `resubmit` says. A refused token (401) is replaced and does not count.
 */
export class Recovery {
  /** How often the call was sent again, but for refused tokens. */
  retries = 0;
  readonly #shared: Shared;
  readonly #retryBudget: RetryBudget;
  readonly #call: Call<unknown>;
  readonly #budget: Budget;
  #refusals = 0;
  #freshTokens = 0;
  #maybeSent: boolean | undefined;

  constructor(shared: Shared, retryBudget: RetryBudget, call: Call<unknown>, budget: Budget) {
    this.#shared = shared;
    this.#retryBudget = retryBudget;
    this.#call = call;
    this.#budget = budget;
    this.#maybeSent = call.operation === 'postDetectRegions' ? false : undefined;
  }

  /**
   * Waits until the call is worth sending again.
   *
   * @param thrown - why an attempt failed
   * @param token - the token that it was sent with; `undefined` when it was not sent for want of one
   * @param attempt - which one, from 1
   * @throws DetectRegionsError when the call is not to be sent again: always with the operation and, once known, the task
   */
  async next(thrown: unknown, token: Token | undefined, attempt: number): Promise<void> {
    const error = this.#told(thrown);
    const { callId, taskId } = this.#budget;
    const { operation } = this.#call;
    const about = { callId, operation, taskId, attempt, reason: error.code, status: error.status };
    const { emit } = this.#shared.config;
    try {
      const { delay, refusedToken } = this.#plan(error, thrown as DetectRegionsError, token);
      if (!refusedToken && !this.#retryBudget.take()) {
        emit({ type: 'retry-denied', ...about });
        throw error;
      }
      if (!refusedToken) this.retries++;
      emit({ type: 'retry', ...about, delay });
      if (delay === 0) return;
      await this.#budget.sleep(operation, delay);
      // Others may have found out during the pause that fresh tokens are of no use.
      if (refusedToken && this.#exhausted && !this.#shared.auth.current) throw error;
    } catch (final) {
      const last = final === error ? error : this.#told(final);
      emit({ type: 'failure', ...about, reason: last.code, status: last.status });
      throw last;
    }
  }

  /** When to send again; throws the error when that is of no use. */
  #plan(
    error: DetectRegionsError,
    thrown: DetectRegionsError,
    token: Token | undefined,
  ): { delay: number; refusedToken: boolean } {
    const { operation, image, resubmit } = this.#call;
    // A failure to get a token has had its own retries.
    const sent = operation === 'postToken' || token !== undefined;
    if (!sent || image?.replayable === false || resubmit === 'never') throw error;
    const refused = error.status === 401 ? token : undefined;
    const delay = refused === undefined ? this.#pause(thrown) : this.#pauseFor(refused);
    if (delay === undefined || delay >= this.#budget.left) throw error;
    return { delay, refusedToken: refused !== undefined };
  }

  /**
   * Milliseconds until a fresh token is worth trying; `undefined` when none is: when as many in a row were refused as may
   * be, nobody asks for more until the service takes one again.
   */
  #pauseFor(refused: Token): number | undefined {
    const { auth } = this.#shared;
    if (!auth.renewable) return undefined;
    const dropped = auth.drop(refused);
    if (this.#exhausted || (dropped && this.#freshTokens++ >= maxFreshTokens)) return undefined;
    // A token that was refused once may be news that has not got everywhere yet.
    return this.#refusals++ === 0 ? 0 : pauseAfter(this.#refusals - 2);
  }

  get #exhausted(): boolean {
    return this.#shared.auth.refused > maxFreshTokens;
  }

  #pause(error: DetectRegionsError): number | undefined {
    const more = this.retries < this.#shared.config.maxRetries;
    return more ? retryDelay(error, this.retries, this.#call.resubmit) : undefined;
  }

  #told(thrown: unknown): DetectRegionsError {
    // What is no error of ours is a mistake in this package or in a given fetch; never hide it.
    if (!(thrown instanceof DetectRegionsError)) throw thrown;
    // What an earlier attempt may have achieved, no later refusal undoes.
    this.#maybeSent ||= thrown.maybeSent ?? this.#maybeSent;
    const { operation = this.#call.operation, retryable } = thrown;
    const details: ErrorDetails = {
      operation,
      taskId: this.#budget.taskId,
      maybeSent: this.#maybeSent,
      retryable: retryable && this.#maybeSent !== true,
    };
    return withDetails(thrown, details);
  }
}
