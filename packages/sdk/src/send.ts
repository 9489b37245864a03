import type { OperationRequest } from '@detect-regions/client/requests';
import type { OperationId } from '@detect-regions/spec';
import { Auth, type Token } from './auth/auth.ts';
import type { Body, BodySource } from './body/body.ts';
import { Budget } from './budget.ts';
import { checkDuration, checkFunction, checkSignal } from './check.ts';
import type { ResponseEvent } from './events.ts';
import type { Recovery, Shared } from './failure/index.ts';
import { failures } from './failure/load.ts';
import type { Config, Credentials } from './options.ts';
import type { Resubmit } from './resubmit.ts';
import { noRedirects } from './runtime/runtime.ts';
import type { CallOptions, OnResponse } from './task.ts';

/** One operation of the API: its request, and how its answer is read. */
export interface Call<T> {
  readonly operation: OperationId;
  /** All but the token, by the generated client. */
  readonly request: OperationRequest;
  /** The body, where it is not the one of `request`. */
  readonly body?: BodySource;
  /** For a submission: when it is sent again. */
  readonly resubmit?: Resubmit;
  /** Reads a good answer. */
  readonly read: (response: Response) => Promise<T>;
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
  /** Absent until a call fails. */
  #shared: Shared | undefined;
  #calls = 0;

  constructor(config: Config, credentials: Credentials) {
    this.config = config;
    this.#auth = new Auth(config, credentials, async (id, secret) => {
      // Many have a token of their own, all in browsers.
      const { requestToken } = await import('./auth/token-request.ts');
      return requestToken(this, id, secret);
    });
  }

  /**
   * The budget of one call; to be closed. The options are checked first, so that a slip is not found after the image has
   * been paid for.
   *
   * @throws InvalidInputError naming the option at fault
   */
  begin(options: CallOptions, taskId?: string): Budget {
    const { deadline = this.config.deadline, signal, onResponse } = options;
    checkSignal(signal);
    checkFunction(onResponse, 'onResponse');
    const limits = { deadline: checkDuration(deadline, 'deadline'), signal };
    const budget = new Budget(this.config.clock, limits, ++this.#calls);
    budget.taskId = taskId;
    budget.onResponse = onResponse;
    return budget;
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
        if (call.operation !== 'postToken')
          token = this.#auth.current ?? (await this.#fetchToken(call, budget));
        const answer = await this.#attempt(call, token, attempt, budget);
        this.#shared?.retryBudget.succeed(recovery?.retries ?? 0);
        return answer;
      } catch (error) {
        recovery ??= await this.#recover(error, call, budget);
        await recovery.next(error, token, attempt);
      }
    }
  }

  #fetchToken({ operation }: Call<unknown>, budget: Budget): Promise<Token> {
    return budget.run(operation, Infinity, () => this.#auth.fetch());
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
    const start = clock.now();
    let status: number | undefined;
    try {
      return await budget.run(operation, patience, async (signal, progress) => {
        init.signal = signal;
        body?.onProgress?.(progress);
        this.usage[operation]++;
        emit({ type: 'request', ...about });
        // Called as a plain function: a fetch with a wrong `this` fails in some runtimes.
        const { fetch } = config.fetch === undefined ? globalThis : config;
        const response = await (fetch as typeof globalThis.fetch)(config.baseUrl + request.path, init);
        ({ status } = response);
        const requestId = response.headers.get('x-request-id') ?? undefined;
        const told = {
          type: 'response',
          ...about,
          status,
          duration: clock.now() - start,
          requestId,
        } as const;
        emit(told);
        if (budget.onResponse !== undefined) show(response, told, budget.onResponse);
        progress();
        if (token !== undefined && status !== 401) this.#auth.accept(token);
        if (response.ok) return call.read(response);
        const { httpFailure } = await failures({ operation, taskId, status });
        const secrets = this.#auth.secrets.concat(token?.value ?? []);
        throw await httpFailure(response, { operation, taskId, requestId }, secrets);
      });
    } catch (error) {
      if (body?.failure !== undefined) throw body.failure;
      const complete = body?.complete ?? true;
      const details = { operation, taskId, status };
      throw (await failures({ ...details, cause: error }, complete)).attemptFailure(error, details, complete);
    } finally {
      await body?.close?.();
    }
  }

  async #recover(error: unknown, call: Call<unknown>, budget: Budget): Promise<Recovery> {
    const { Recovery, RetryBudget } = await failures({
      operation: call.operation,
      taskId: budget.taskId,
      cause: error,
    });
    this.#shared ??= {
      config: this.config,
      auth: this.#auth,
      retryBudget: new RetryBudget(this.config.retryBudget),
    };
    return new Recovery(this.#shared, call, budget);
  }
}

/** Shows an answer to the caller; what that throws must not break the call. */
function show(response: Response, about: ResponseEvent, onResponse: OnResponse): void {
  try {
    onResponse(response.clone(), about);
  } catch {
    // As said above.
  }
}
