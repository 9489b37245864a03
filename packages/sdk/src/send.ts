import type { OperationRequest } from '@detect-regions/client/requests';
import type { OperationId } from '@detect-regions/spec';
import { Auth, type Token } from './auth/auth.ts';
import type { Body, BodySource } from './body/body.ts';
import { Budget } from './budget.ts';
import { checkDuration, checkFunction, checkPollPrice, checkSignal } from './check.ts';
import type { ErrorDetails } from './errors/index.ts';
import type { Recovery, Shared } from './failure/index.ts';
import { failures } from './failure/load.ts';
import type { Config, Credentials } from './options.ts';
import type { Resubmit } from './resubmit.ts';
import { noRedirects } from './runtime/runtime.ts';
import type { WaitOptions } from './task.ts';

/** One operation of the API: its request, and how its answer is read. */
export interface Call<T> {
  readonly operation: OperationId;
  /** All but the token, by the generated client. */
  readonly request: OperationRequest;
  /** The body, where it is not the one of `request`. */
  readonly body?: BodySource;
  /** For a submission: when it is sent again. */
  readonly resubmit?: Resubmit;
  /** Reads the body of a good answer; `undefined` when it is not what the spec says. */
  readonly read: (text: string) => T | undefined;
}

/** Where Node's fetch ends a request on its own, in milliseconds without a sign of the answer. */
export const fetchLimit = 300_000;

/** The one loop that everything goes through: token, request, failure, retry. */
export class Sender {
  readonly config: Config;
  /** Requests sent so far, by operation. */
  readonly usage: Record<OperationId, number> = {
    postToken: 0,
    postDetectRegions: 0,
    getDetectRegions: 0,
    cancelDetectRegions: 0,
    getTaskStatus: 0,
  };
  readonly #auth: Auth;
  readonly #shared: Shared;
  #calls = 0;

  constructor(config: Config, credentials: Credentials) {
    this.config = config;
    this.#auth = new Auth(config, credentials, async (pair) => {
      // Many have a token of their own, all in browsers.
      const { requestToken } = await import('./auth/token-request.ts');
      return requestToken(this, pair);
    });
    this.#shared = { config, auth: this.#auth };
  }

  /**
   * The budget of one call; to be closed. The options are checked first, so that a slip is not found after the image has
   * been paid for.
   *
   * @throws InvalidInputError naming the option at fault
   */
  begin(options: WaitOptions, taskId?: string): Budget {
    const { clock, deadline: usual, pollPrice: usualPrice } = this.config;
    const { deadline = usual, pollPrice = usualPrice, signal, onProgress, onResponse } = options;
    checkPollPrice(pollPrice);
    checkSignal(signal);
    checkFunction(onProgress, 'onProgress');
    checkFunction(onResponse, 'onResponse');
    const limits = { deadline: checkDuration(deadline, 'deadline'), signal, onResponse };
    return new Budget(clock, limits, ++this.#calls, taskId);
  }

  /**
   * Sends until there is a good answer, or a failure that a {@link Recovery} does not mend.
   *
   * @throws DetectRegionsError, always with the operation and, once known, the task
   */
  async send<T>(call: Call<T>, budget: Budget): Promise<T> {
    let recovery: Recovery | undefined;
    for (let attempt = 1; ; attempt++) {
      let token: Token | undefined;
      try {
        if (call.operation !== 'postToken') {
          token =
            this.#auth.current ?? (await budget.run(call.operation, Infinity, () => this.#auth.fetch()));
        }
        const answer = await this.#attempt(call, token, attempt, budget);
        this.#shared.retryBudget?.succeed(recovery?.retries ?? 0);
        return answer;
      } catch (cause) {
        recovery ??= (await failures({ operation: call.operation, taskId: budget.taskId, cause })).recoveryOf(
          this.#shared,
          call,
          budget,
        );
        await recovery.next(cause, token, attempt);
      }
    }
  }

  async #attempt<T>(call: Call<T>, token: Token | undefined, attempt: number, budget: Budget): Promise<T> {
    const { operation, request, body: source } = call;
    const { config } = this;
    const { clock, emit } = config;
    const { callId, taskId } = budget;
    const body: Body | undefined =
      source && (await source.open(request.body as string, (work) => budget.run(operation, Infinity, work)));
    // A body whose progress can't be seen must not run into requestTimeout while it is being sent.
    const patience = body?.hidden ? Infinity : config.requestTimeout;
    const init: RequestInit & { duplex?: 'half' | undefined } = {
      method: request.method,
      headers: {
        ...config.headers,
        ...request.headers,
        ...body?.headers,
        ...(token && { Authorization: `Bearer ${token.value}` }),
      },
      body: body?.content ?? request.body ?? null,
      redirect: noRedirects(),
      duplex: body?.duplex,
      // With a window fetch would copy the request, and keep the whole body for that.
      window: null,
    };
    if (patience > fetchLimit && config.fetch === undefined) {
      Object.assign(init, (await import('./runtime/fetch-limit.ts')).withoutFetchLimit());
    }
    const about = { callId, operation, taskId, attempt };
    // Grows as more is known.
    let known: ErrorDetails = { operation, taskId };
    const start = clock.now();
    try {
      return await budget.run(operation, patience, async (signal, progress) => {
        init.signal = signal;
        body?.onProgress?.(progress);
        this.usage[operation]++;
        emit({ type: 'request', ...about });
        // Called as a plain function: a fetch with a wrong `this` fails in some runtimes.
        const { fetch } = config.fetch === undefined ? globalThis : config;
        const response = await (fetch as typeof globalThis.fetch)(config.baseUrl + request.path, init);
        const { status } = response;
        const requestId = response.headers.get('x-request-id') ?? undefined;
        known = { ...known, status, requestId };
        const told = {
          type: 'response',
          ...about,
          status,
          duration: clock.now() - start,
          requestId,
        } as const;
        emit(told);
        try {
          budget.onResponse?.(response.clone(), told);
        } catch {
          // Watching a call must not break it.
        }
        progress();
        if (token !== undefined && status !== 401) this.#auth.accept(token);
        const text = response.ok ? await response.text() : undefined;
        const answer = text === undefined ? text : call.read(text);
        if (answer !== undefined) return answer;
        const { answerFailure } = await failures(known);
        throw await answerFailure(response, text, known, this.#auth.secrets.concat(token?.value));
      });
    } catch (cause) {
      if (body?.failure !== undefined) throw body.failure;
      const complete = body?.complete ?? true;
      throw (await failures({ ...known, cause }, complete)).attemptFailure(cause, known, complete);
    } finally {
      await body?.close?.();
    }
  }
}
