import type { OperationRequest } from '@detect-regions/client/requests';
import type { OperationId } from '@detect-regions/spec';
import { Auth, type Token } from './auth/auth.ts';
import { type Body, openBody } from './body/body.ts';
import { Budget } from './budget.ts';
import { checkWaitOptions, type WaitOptions } from './call-options.ts';
import type { ErrorDetails } from './errors/index.ts';
import type { Recovery, RetryBudget, Shared } from './failure/index.ts';
import { failures } from './failure/load.ts';
import type { ImageSource } from './image/source.ts';
import type { Config, Credentials } from './options.ts';
import type { Resubmit } from './resubmit.ts';
import { isWorkerd } from './runtime/runtime.ts';

/** One operation of the API: its request, and how its answer is read. */
export interface Call<T> {
  readonly operation: OperationId;
  /** All but the token, by the generated client. */
  readonly request: OperationRequest;
  /** What belongs into the body, where it is a submission. */
  readonly image?: ImageSource;
  /** For a submission: when it is sent again. */
  readonly resubmit?: Resubmit;
  /** Reads the body of a good answer; `undefined`, or what else is falsy, when it is not what the spec says. */
  readonly read: (text: string) => T | undefined;
}

/** Where Node's fetch ends a request on its own, in milliseconds without a sign of the answer. */
export const fetchLimit = 300_000;

/** The one loop that everything goes through: token, request, failure, retry. */
export class Sender implements Shared {
  readonly config: Config;
  /** Requests sent so far, by operation. */
  readonly usage: Record<OperationId, number> = {
    postToken: 0,
    postDetectRegions: 0,
    getDetectRegions: 0,
    cancelDetectRegions: 0,
    getTaskStatus: 0,
  };
  readonly auth: Auth;
  /** Absent until a call fails. */
  retryBudget: RetryBudget | undefined;
  #calls = 0;

  constructor(config: Config, credentials: Credentials) {
    this.config = config;
    this.auth = new Auth(config, credentials, async (pair) => {
      // Many have a token of their own, all in browsers.
      const { requestToken } = await import('./auth/token-request.ts');
      return requestToken(this, pair);
    });
  }

  /**
   * Does the work of one call, within its budget. The options are checked first, so that a slip is not found after the image has
   * been paid for.
   *
   * @throws InvalidInputError naming the option at fault
   */
  async within<T>(options: WaitOptions, work: (budget: Budget) => Promise<T>, taskId?: string): Promise<T> {
    checkWaitOptions(options);
    const { clock, deadline: usual } = this.config;
    const { deadline = usual, signal, onResponse } = options;
    const budget = new Budget(clock, { deadline, signal, onResponse }, ++this.#calls, taskId);
    try {
      return await work(budget);
    } finally {
      budget.close();
    }
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
          token = this.auth.current ?? (await budget.run(call.operation, Infinity, () => this.auth.fetch()));
        }
        const answer = await this.#attempt(call, token, attempt, budget);
        this.retryBudget?.succeed(recovery?.retries ?? 0);
        return answer;
      } catch (cause) {
        recovery ??= (await failures({ operation: call.operation, taskId: budget.taskId, cause })).recoveryOf(
          this,
          call,
          budget,
        );
        await recovery.next(cause, token, attempt);
      }
    }
  }

  async #attempt<T>(call: Call<T>, token: Token | undefined, attempt: number, budget: Budget): Promise<T> {
    const { operation, request, image } = call;
    const { config } = this;
    const { clock, emit } = config;
    const { callId, taskId } = budget;
    const body: Body | undefined =
      image &&
      (await openBody(image, request.body as string, (work) => budget.run(operation, Infinity, work)));
    // A body whose progress can't be seen must not run into requestTimeout while it is being sent.
    const patience = body?.patience ?? config.requestTimeout;
    const init: RequestInit & { duplex?: 'half' | undefined } = {
      method: request.method,
      headers: {
        ...config.headers,
        ...request.headers,
        ...body?.headers,
        ...(token && { Authorization: `Bearer ${token.value}` }),
      },
      body: (body?.content ?? request.body) as BodyInit,
      // They could carry the token elsewhere. Workers know no 'error'; with 'manual' the answer is seen to be no success.
      redirect: isWorkerd() ? 'manual' : 'error',
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
        const { fetch = globalThis.fetch } = config;
        const response = await fetch(config.baseUrl + request.path, init);
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
        if (status !== 401) this.auth.accept(token);
        const text = response.ok && (await response.text());
        const answer = text !== false && call.read(text);
        if (answer) return answer;
        const { answerFailure } = await failures(known);
        throw await answerFailure(response, text, known, this.auth.secrets.concat(token?.value));
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
