import { querystring, type RequestOpts } from '@detect-regions/client';
import type { OperationId } from '@detect-regions/spec';
import { Auth, maxFreshTokens, type Token } from './auth.ts';
import type { Body, BodySource } from './body.ts';
import type { Budget } from './budget.ts';
import { DetectRegionsError, withDetails } from './errors/base.ts';
import { TimeoutError } from './errors/index.ts';
import { httpFailure } from './http-failure.ts';
import { networkFailure } from './network-failure.ts';
import type { Config, Credentials } from './options.ts';
import { pauseAfter, type Resubmit, retryDelay } from './retry.ts';
import { RetryBudget } from './retry-budget.ts';
import { fetchLimit, noRedirects, withoutFetchLimit } from './runtime.ts';
import { requestToken } from './token-request.ts';

/** One operation of the API: how the generated client builds the request, and how its answer is read. */
export interface Call<T> {
  readonly operation: OperationId;
  /** Path, parameters and headers, by the generated client. `authorization` is absent where none is needed. */
  readonly request: (authorization: string | undefined) => Promise<RequestOpts>;
  /** The media type of a good answer. */
  readonly accept: string;
  /** The body, where it is not the one of `request`. */
  readonly body?: BodySource;
  /** For a submission: when it is sent again. */
  readonly resubmit?: Resubmit;
  /** Reads a good answer. */
  readonly read: (response: Response) => Promise<T>;
}

/** The one loop that everything goes through: token, request, failure, retry. */
export class Sender {
  readonly config: Config;
  readonly #auth: Auth;
  readonly #retryBudget: RetryBudget;
  readonly #usage = new Map<OperationId, number>();

  constructor(config: Config, credentials: Credentials) {
    this.config = config;
    this.#retryBudget = new RetryBudget(config.retryBudget);
    this.#auth = new Auth(config, credentials, (id, secret) => requestToken(this, id, secret));
  }

  /** Requests sent so far, by operation. */
  get usage(): ReadonlyMap<OperationId, number> {
    return this.#usage;
  }

  /**
   * Sends until there is a good answer, a failure that no retry mends, or the budget is used up.
   *
   * Sent again, at most `maxRetries` times and as long as the client's retry budget lasts, are: what the service
   * refused for the moment (429, 503), and other failures of the service (408, 5xx) and of the network. A submission
   * is sent again as `resubmit` says. A refused token (401) is replaced and does not count.
   *
   * @throws DetectRegionsError, always with the operation and, once known, the task
   */
  async send<T>(call: Call<T>, budget: Budget): Promise<T> {
    const { operation, resubmit = 'if-unsent' } = call;
    const { emit } = this.config;
    const submission = operation === 'postDetectRegions';
    let retries = 0;
    let refusals = 0;
    let freshTokens = 0;
    let maybeSent = submission ? false : undefined;
    let delay: number | undefined = 0;
    let refusal: DetectRegionsError | undefined;
    for (let attempt = 1; ; attempt++) {
      let token: Token | undefined;
      try {
        if (delay > 0) await budget.sleep(operation, delay);
        // Others may have found out during the pause that fresh tokens are of no use.
        if (refusal !== undefined && this.#auth.exhausted) throw refusal;
        token = operation === 'postToken' ? undefined : await this.#token(operation, budget);
        const answer = await this.#attempt(call, token, attempt, budget);
        this.#retryBudget.succeed(retries);
        return answer;
      } catch (thrown) {
        // What is no error of ours is a mistake in this package or in a given fetch; never hide it.
        if (!(thrown instanceof DetectRegionsError)) throw thrown;
        // What an earlier attempt may have achieved, no later refusal undoes.
        maybeSent ||= thrown.maybeSent ?? maybeSent;
        const error = withDetails(thrown, {
          operation: thrown.operation ?? operation,
          taskId: budget.taskId,
          maybeSent,
          retryable: thrown.retryable && maybeSent !== true,
        });
        // A failure to get a token has had its own retries.
        const sent = operation === 'postToken' || token !== undefined;
        if (!sent || call.body?.replayable === false || (submission && resubmit === 'never')) throw error;
        const about = { operation, taskId: budget.taskId, attempt, reason: error.code, status: error.status };
        if (token !== undefined && error.status === 401) {
          const state = this.#auth.reject(token);
          if (state === 'final' || (state === 'dropped' && freshTokens++ >= maxFreshTokens)) throw error;
          // A token that was refused once may be news that has not got everywhere yet.
          delay = refusals === 0 ? 0 : pauseAfter(refusals - 1);
          refusals++;
          refusal = error;
          if (delay >= budget.left) throw error;
        } else {
          delay = retries < this.config.maxRetries ? retryDelay(thrown, retries, resubmit) : undefined;
          if (delay === undefined || delay >= budget.left) throw error;
          if (!this.#retryBudget.take()) {
            emit({ type: 'retry-denied', ...about });
            throw error;
          }
          retries++;
        }
        emit({ type: 'retry', ...about, delay });
      }
    }
  }

  #token(operation: OperationId, budget: Budget): Token | Promise<Token> {
    return this.#auth.current ?? budget.run(operation, Infinity, () => this.#auth.fetch());
  }

  async #attempt<T>(call: Call<T>, token: Token | undefined, attempt: number, budget: Budget): Promise<T> {
    const { operation } = call;
    const { config } = this;
    const { clock, emit } = config;
    const { taskId } = budget;
    const request = await call.request(token === undefined ? undefined : `Bearer ${token.value}`);
    const query = querystring(request.query ?? {});
    const url = config.baseUrl + request.path + (query && `?${query}`);
    const headers: Record<string, string> = { ...request.headers, Accept: call.accept };
    if (config.userAgent !== undefined) headers['User-Agent'] = config.userAgent;
    const { body: source } = call;
    const body: Body | undefined =
      source && (await budget.run(operation, Infinity, () => source.open(request.body)));
    if (body?.length !== undefined) headers['Content-Length'] = String(body.length);
    // A body whose progress can't be seen must not run into requestTimeout while it is being sent.
    const patience = body !== undefined && !body.visible ? Infinity : config.requestTimeout;
    const start = clock.now();
    let status: number | undefined;
    try {
      return await budget.run(operation, patience, async (signal, progress) => {
        body?.onProgress(progress);
        const init: RequestInit & { duplex?: 'half' } = {
          method: request.method,
          headers,
          body: body === undefined ? (request.body ?? null) : body.content,
          redirect: noRedirects(),
          signal,
          // With a window fetch would copy the request, and keep the whole body for that.
          window: null,
          ...(body?.streamed && { duplex: 'half' as const }),
          ...(patience > fetchLimit && config.fetch === undefined && withoutFetchLimit()),
        };
        this.#usage.set(operation, (this.#usage.get(operation) ?? 0) + 1);
        emit({ type: 'request', operation, taskId, attempt });
        // Called as a plain function: a fetch with a wrong `this` fails in some runtimes.
        const { fetch } = config.fetch === undefined ? globalThis : config;
        const response = await (fetch as typeof globalThis.fetch)(url, init);
        ({ status } = response);
        const requestId = response.headers.get('x-request-id') ?? undefined;
        emit({
          type: 'response',
          operation,
          taskId,
          attempt,
          status,
          duration: clock.now() - start,
          requestId,
        });
        progress();
        if (token !== undefined && status !== 401) this.#auth.accept(token);
        if (!response.ok)
          throw await httpFailure(response, { operation, taskId, requestId }, this.#secrets(token));
        return call.read(response);
      });
    } catch (error) {
      if (body?.failure !== undefined) throw body.failure;
      const complete = body?.complete ?? true;
      if (!(error instanceof DetectRegionsError))
        throw networkFailure(error, { operation, taskId, status }, complete);
      if (operation !== 'postDetectRegions' || error.maybeSent !== undefined) throw error;
      // Aborted, timed out or unreadable: what has not been sent to its end can't have been accepted.
      const retryable = error instanceof TimeoutError ? !complete : error.retryable && !complete;
      throw withDetails(error, { maybeSent: complete, retryable });
    } finally {
      await body?.close();
    }
  }

  #secrets(token: Token | undefined): readonly string[] {
    return token === undefined ? this.#auth.secrets : [...this.#auth.secrets, token.value];
  }
}
