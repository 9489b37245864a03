import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { S3Location } from './s3-location.ts';
import { elements, textOf } from './s3-xml.ts';

/** What signs requests. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string | undefined;
}

/** A request to a bucket. It must be safe to repeat. */
export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** The key of an object; left out for the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** An answer that says that it went well. */
export interface S3Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** The storage refused a request, for good or after all attempts. */
export class S3Error extends Error {
  override readonly name = 'S3Error' as const;
  readonly status: number;
  /** What it says the matter is, such as `NoSuchKey`. */
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined) {
    super(`The storage answered ${status}${code === undefined ? '' : ` ${code}`}.`);
    this.status = status;
    this.code = code;
  }
}

/** How many times a request is sent at most. */
const ATTEMPTS = 4;

/** The longest pause before the second attempt, in milliseconds; doubled for each after it. */
const FIRST_PAUSE = 200;

/** How long a connection may stand still, in milliseconds. */
const IDLE_TIMEOUT = 20_000;

/** How long an attempt may take, in milliseconds: enough for 100 MB over a slow line. */
const ATTEMPT_TIMEOUT = 300_000;

/** Answers that may be better a moment later. */
const PASSING = [429, 500, 502, 503, 504];

/** Sends signed requests to a bucket, and repeats what fails for the moment. */
export class S3Client {
  readonly #location: S3Location;
  readonly #credentials: S3Credentials;
  /** Keys for signing, which hold for a day. */
  readonly #keys = new Map<string, ArrayBuffer>();

  constructor(location: S3Location, credentials: S3Credentials) {
    this.#location = location;
    this.#credentials = credentials;
  }

  /**
   * Sends a request, several times if need be.
   *
   * @throws S3Error when the storage refuses it; another error when it can't be reached
   */
  async send(request: S3Request): Promise<S3Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(request);
      } catch (error) {
        const final = error instanceof S3Error && !PASSING.includes(error.status);
        if (final || attempt === ATTEMPTS) throw error;
      }
      // At random, or those who failed together would come back together.
      await delay(Math.random() * FIRST_PAUSE * 2 ** (attempt - 1));
    }
  }

  async #attempt({ method, key = '', query = {}, body }: S3Request): Promise<S3Answer> {
    const { endpoint, region, bucket } = this.#location;
    const target = new URL(`/${bucket}${key === '' ? '' : `/${key}`}`, endpoint);
    target.search = new URLSearchParams(query).toString();
    const { sessionToken, ...keys } = this.#credentials;
    const { url, headers } = await new AwsV4Signer({
      ...keys,
      ...(sessionToken === undefined ? {} : { sessionToken }),
      method,
      url: target.href,
      service: 's3',
      region,
      cache: this.#keys,
    }).sign();
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    // Not fetch, which copies a body, follows redirects, and knows no limit of standing still.
    const outgoing = request(url, {
      method,
      headers: { ...Object.fromEntries(headers), 'content-length': body?.byteLength ?? 0 },
      signal: AbortSignal.timeout(ATTEMPT_TIMEOUT),
      timeout: IDLE_TIMEOUT,
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('The storage stood still.')));
    // One that comes after the answer has begun is the answer's as well.
    outgoing.on('error', () => undefined);
    outgoing.end(body);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    const answer = { headers: incoming.headers, body: await readBody(incoming, method) };
    const status = incoming.statusCode ?? 0;
    if (status < 200 || status > 299) throw new S3Error(status, errorCode(answer.body));
    return answer;
  }
}

/** Reads a body into a buffer of its own, without a second copy when its length is known. */
async function readBody(incoming: IncomingMessage, method: string): Promise<Uint8Array> {
  const length = incoming.headers['content-length'];
  if (method === 'HEAD' || length === undefined) return Buffer.concat(await incoming.toArray());
  const body = Buffer.allocUnsafeSlow(Number(length));
  let at = 0;
  for await (const chunk of incoming) at += (chunk as Buffer).copy(body, at);
  return body;
}

/** What the matter is by a body that tells of an error. The rest of it may have a part of what was signed. */
export function errorCode(body: Uint8Array): string | undefined {
  const [error] = elements(Buffer.from(body).toString(), 'Error');
  return error === undefined ? undefined : /^\w{1,64}$/.exec(textOf(error, 'Code'))?.[0];
}
