import { Buffer } from 'node:buffer';
import { defaultSettings, encodeRegions, type Region } from '@detect-regions/sdk';
import { type OperationId, operations } from '@detect-regions/spec';
import { digest, digestOf, numberOf } from './images.ts';
import { drawn } from './random.ts';

/** A request as it came over the wire. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** An answer, to be put on the wire. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The operation of a request; `undefined` when it is none of the API. */
export function operationOf({ method, path }: Pick<Request, 'method' | 'path'>): OperationId | undefined {
  const row = Object.values(operations).find((each) => each.path === path && each.method === method);
  return row?.operationId as OperationId | undefined;
}

/** What the service finds in an image: told by its number, so that no two images can be taken for one another. */
export function regionsOf(number: number): Region[] {
  return [{ left: 0, top: 0, right: number + 1, bottom: 1 }];
}

/** How often a task has to be asked for until it is done. */
export function looksOf(number: number): number {
  return 1 + Math.floor(3 * drawn(`looks ${number}`));
}

/**
 * A service that keeps a book of what it accepted. It knows nothing of the network: what is handed to `answer` has
 * arrived, and each image that arrives with a good token is accepted, and would be billed.
 */
export class Stub {
  /** How often each image was accepted, by its number. */
  readonly accepted: Map<number, number> = new Map();
  /** Requests that no service could make sense of. */
  readonly complaints: string[] = [];
  /** Tokens given so far; the last is the one in use. */
  tokens = 0;
  #revoked = 0;
  #waiting: { readonly size: number; readonly resolve: () => void } | undefined;
  readonly #looks = new Map<string, number>();

  /** Takes the token in use back; `false` when it was already. */
  revoke(): boolean {
    if (this.#revoked === this.tokens) return false;
    this.#revoked = this.tokens;
    return true;
  }

  /** Whether a request bears the token in use. */
  lets(request: Request): boolean {
    return (
      this.tokens > this.#revoked && request.headers.get('authorization') === `Bearer token-${this.tokens}`
    );
  }

  /** Does what a request asks for. */
  answer(request: Request): Answer {
    const operation = operationOf(request);
    switch (operation) {
      case 'postToken':
        return this.#token(request);
      case 'postDetectRegions':
        return this.#accept(request);
      case 'getDetectRegions':
        return this.#look(request.query.get('id') ?? '');
      default:
        return this.#complain(`${request.method} ${request.path} is nothing that is needed here`);
    }
  }

  /** Takes note that an answer about a task has gone out whole: a look that nobody sees is none. */
  looked(id: string): void {
    this.#looks.set(id, (this.#looks.get(id) ?? 0) + 1);
  }

  /** Resolves when so many images have been accepted. One at a time may wait for that. */
  acceptedUpTo(size: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { size, resolve };
    });
  }

  #token({ body }: Request): Answer {
    const form = new URLSearchParams(body.toString('latin1'));
    if (form.get('client_id') !== 'chaos' || form.get('client_secret') !== 's3cret') {
      return this.#complain('a token was asked for with other credentials');
    }
    this.tokens++;
    const value = { access_token: `token-${this.tokens}`, expires_in: 1e7, token_type: 'Bearer' };
    return json(200, value);
  }

  #accept({ body }: Request): Answer {
    const { image, settings } = JSON.parse(body.toString('latin1')) as { image: string; settings: unknown };
    const bytes = Buffer.from(image, 'base64');
    const number = numberOf(bytes);
    if (digest(bytes) !== digestOf(number)) return this.#complain(`image ${number} has come damaged`);
    if (JSON.stringify(settings) !== JSON.stringify(defaultSettings)) {
      return this.#complain(`image ${number} has come with other settings`);
    }
    const times = (this.accepted.get(number) ?? 0) + 1;
    this.accepted.set(number, times);
    if (this.#waiting !== undefined && this.accepted.size >= this.#waiting.size) this.#waiting.resolve();
    return { status: 200, type: 'text/plain', body: `task-${number}-${times}` };
  }

  #look(id: string): Answer {
    const number = numberIn(id);
    if (!this.accepted.has(number)) return this.#complain(`nobody was given the task ${id}`);
    const done = (this.#looks.get(id) ?? 0) + 1 >= looksOf(number);
    return json(
      200,
      done
        ? {
            id,
            taskStatus: 'Completed',
            responseStatusCode: 'Ok',
            results: [{ type: 'Other', data: encodeRegions(regionsOf(number)) }],
          }
        : { id, taskStatus: 'Processing', responseStatusCode: 'NotReady' },
    );
  }

  #complain(text: string): Answer {
    this.complaints.push(text);
    return json(400, { title: text, status: 400 });
  }
}

/** The number of the image that a task is about. */
export function numberIn(taskId: string): number {
  return Number(/^task-(\d+)-\d+$/.exec(taskId)?.[1] ?? Number.NaN);
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}
