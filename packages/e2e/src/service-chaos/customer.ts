import { setTimeout as delay } from 'node:timers/promises';
import { decodeRegions } from '@detect-regions/regions';
import { operations } from '@detect-regions/spec';

/** The client that all servers under test know. */
export const credentials = { clientId: 'chaos', clientSecret: 's3cret of chaos' };

/** Of a request that can be repeated, in milliseconds: a process may be stopped, and its connections open. */
const PATIENCE = 15_000;
/** Between two tries, and between two looks at a task, in milliseconds. */
const PAUSE = 20;

/** How a task ended. */
export interface End {
  readonly status: 'Completed' | 'Error' | 'NotExist';
  /** What was found, as text; or what went wrong. */
  readonly found: string;
}

/** Answers after which a request is worth repeating: the service is full, or away just now; a token is too old. */
const passing = [401, 503];

/** Somebody who calls the service, through all that may happen to it. */
export class Customer {
  readonly #urls: readonly (() => string)[];
  #turn = 0;
  #token: Promise<string> | undefined;
  /** Requests that were repeated, by why. */
  readonly repeats: Map<string, number> = new Map();

  /** @param urls - of the servers, which are asked in turn; they may change */
  constructor(...urls: readonly (() => string)[]) {
    this.#urls = urls;
  }

  /** A token that is good for now. */
  token(): Promise<string> {
    return fetchToken(this.#urls[0]?.() ?? '');
  }

  /** Submits an image, again and again until it is acknowledged. */
  async submit(image: Uint8Array): Promise<string> {
    const body = `{"image":"${Buffer.from(image).toString('base64')}","settings":{}}`;
    return this.#insist(async () => {
      const response = await this.send('postDetectRegions', '', {
        body,
        headers: { 'content-type': 'application/json', accept: 'text/plain' },
      });
      return response.text();
    });
  }

  /** Submits an image once; `undefined` when it is refused with a 503. */
  async trySubmit(image: Uint8Array): Promise<string | undefined> {
    const body = `{"image":"${Buffer.from(image).toString('base64')}"}`;
    try {
      const headers = { 'content-type': 'application/json' };
      return await (await this.send('postDetectRegions', '', { body, headers })).text();
    } catch (error) {
      if (error instanceof Refusal && error.status === 503) return undefined;
      throw error;
    }
  }

  /** How a task ended; `undefined` while it has not. */
  async look(id: string): Promise<End | undefined> {
    const answer = await this.#insist(async () => {
      const response = await this.send('getDetectRegions', `?id=${id}`);
      return (await response.json()) as {
        taskStatus: string;
        results?: [{ data: string }];
        error?: { messages: string[] };
      };
    });
    const { taskStatus, results, error } = answer;
    switch (taskStatus) {
      case 'Completed':
        return { status: taskStatus, found: JSON.stringify(decodeRegions(results?.[0].data ?? '')) };
      case 'Error':
        return { status: taskStatus, found: error?.messages.join(' ') ?? '' };
      case 'NotExist':
        return { status: taskStatus, found: '' };
      default:
        return undefined;
    }
  }

  /** Looks at a task until it has ended. */
  async wait(id: string): Promise<End> {
    for (;;) {
      const end = await this.look(id);
      if (end !== undefined) return end;
      await delay(PAUSE);
    }
  }

  /**
   * Sends one request with a token.
   *
   * @throws Refusal for an answer that is not 200
   */
  async send(id: keyof typeof operations, query: string, init: RequestInit = {}): Promise<Response> {
    const { method, path } = operations[id];
    const url = this.#urls[this.#turn++ % this.#urls.length]?.() ?? '';
    this.#token ??= fetchToken(url);
    const token = this.#token;
    try {
      const headers = { ...init.headers, authorization: `Bearer ${await token}` };
      const signal = AbortSignal.timeout(PATIENCE);
      const response = await fetch(url + path + query, { method, ...init, headers, signal });
      if (response.status === 200) return response;
      throw new Refusal(response.status, await response.text());
    } catch (error) {
      const outdated = !(error instanceof Refusal) || error.status === 401;
      if (outdated && this.#token === token) this.#token = undefined;
      throw error;
    }
  }

  async #insist<T>(request: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await request();
      } catch (error) {
        if (error instanceof Refusal && !passing.includes(error.status)) throw error;
        const why = error instanceof Refusal ? String(error.status) : 'connection';
        this.repeats.set(why, (this.repeats.get(why) ?? 0) + 1);
        await delay(PAUSE);
      }
    }
  }
}

/** An answer that is not 200. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(`${status}: ${text}`);
    this.status = status;
  }
}

async function fetchToken(url: string): Promise<string> {
  const { clientId, clientSecret } = credentials;
  const response = await fetch(url + operations.postToken.path, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.status !== 200) throw new Refusal(response.status, await response.text());
  return ((await response.json()) as { access_token: string }).access_token;
}
