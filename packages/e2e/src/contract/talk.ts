import type { OperationId } from '@detect-regions/spec';
import type { JsonObject } from '@detect-regions/spec/document';
import type { AnswerChecker } from './answer-checker.ts';
import type { ApiDescription } from './api-description.ts';
import type { Service } from './types.ts';

/** What a call says. */
export interface Calling {
  readonly query?: Readonly<Record<string, string>> | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | FormData;
  /** Which of the service's clients calls; `nobody` sends no token. Default 0. */
  readonly as?: 0 | 1 | 'nobody';
  /** Instead of the path of the description. */
  readonly path?: string;
  /** The media type that the answer must have, where the headers ask for another than the description's. */
  readonly negotiated?: string;
}

/** An answer that has been checked. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json(): JsonObject;
  /** A member that is a text; `''` where it is none. */
  words(member: string): string;
}

/** A PNG of one pixel, as Base64. */
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==';

/** How often a task is polled until it ends; one that is told to end needs a few polls. */
const MAX_POLLS = 300;

/** Calls of a case, all of whose answers are checked against the description. */
export class Talk {
  readonly service: Service;
  readonly description: ApiDescription;
  /** What was wrong with answers so far. */
  readonly problems: Set<string> = new Set();
  /** What was seen: `postToken 200`, `taskStatus Pending`. */
  readonly seen: Set<string> = new Set();
  readonly #checker: AnswerChecker;
  readonly #tokens = new Map<number, string>();

  constructor(service: Service, description: ApiDescription, checker: AnswerChecker) {
    this.service = service;
    this.description = description;
    this.#checker = checker;
  }

  /** Calls an operation where the description says, as a client does that knows nothing else. */
  async call(operationId: OperationId, calling: Calling = {}): Promise<Answer> {
    const { method, path, authenticated } = this.description.operation(operationId);
    const { as = 0, query = '', headers = {}, body, negotiated } = calling;
    const search = typeof query === 'string' ? query : `?${new URLSearchParams(query)}`;
    const token = as === 'nobody' || !authenticated ? undefined : await this.token(as);
    const response = await fetch(`${this.service.url}${calling.path ?? path}${search}`, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const answer = { status: response.status, headers: response.headers, text: await response.text() };
    for (const problem of this.#checker.check(operationId, answer, negotiated)) this.problems.add(problem);
    this.#note(operationId, answer);
    const json = (): JsonObject => JSON.parse(answer.text);
    const words = (member: string): string => {
      const value = json()[member];
      return typeof value === 'string' ? value : '';
    };
    return { ...answer, json, words };
  }

  #note(operationId: string, { status, text }: { status: number; text: string }): void {
    this.seen.add(`${operationId} ${status}`);
    for (const member of ['taskStatus', 'responseStatusCode']) {
      const [, value] = new RegExp(`"${member}":"(\\w+)"`).exec(text) ?? [];
      if (value !== undefined) this.seen.add(`${member} ${value}`);
    }
  }

  /** A token of a client; asked for once. */
  async token(client: 0 | 1 = 0): Promise<string> {
    const known = this.#tokens.get(client);
    if (known !== undefined) return known;
    const answer = await this.askToken({}, client);
    if (answer.status !== 200) throw new Error(`No token was given: ${answer.status} ${answer.text}`);
    const token = answer.words('access_token');
    this.#tokens.set(client, token);
    return token;
  }

  /** The form that asks for a token. */
  grant(client: 0 | 1 = 0): Record<string, string> {
    const { clientId, clientSecret } = this.service.clients[client];
    return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  }

  /** Asks for a token by form. */
  askToken(changes: Readonly<Record<string, string>> = {}, client: 0 | 1 = 0): Promise<Answer> {
    return this.call('postToken', { body: new URLSearchParams({ ...this.grant(client), ...changes }) });
  }

  /** Submits a body as the description wants it sent. */
  submit(body: unknown = { image: PNG }, calling: Calling = {}): Promise<Answer> {
    const { mediaType } = this.description.operation('postDetectRegions').body ?? { mediaType: '' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.call('postDetectRegions', {
      body: text,
      ...calling,
      headers: { 'content-type': mediaType, ...calling.headers },
    });
  }

  /** Submits an image that is fine, and gives the id of its task. */
  async task(body?: unknown, calling?: Calling): Promise<string> {
    const answer = await this.submit(body, calling);
    if (answer.status !== 200) throw new Error(`The image was refused: ${answer.status} ${answer.text}`);
    return answer.text;
  }

  /** Asks for a task. */
  ask(id: string, calling: Calling = {}): Promise<Answer> {
    return this.call('getDetectRegions', { query: { id }, ...calling });
  }

  /** Polls a task until it has that status, and gives the answer that says so. */
  async until(id: string, taskStatus: string): Promise<JsonObject> {
    const found = new Set<string>();
    for (let polls = 0; polls < MAX_POLLS; polls += 1) {
      const answer = await this.ask(id);
      if (answer.status !== 200) throw new Error(`A poll was answered ${answer.status}: ${answer.text}`);
      const task = answer.json();
      if (task.taskStatus === taskStatus) return task;
      found.add(String(task.taskStatus));
    }
    throw new Error(`The task is never ${taskStatus}, only ${[...found].join(', ')}.`);
  }
}
