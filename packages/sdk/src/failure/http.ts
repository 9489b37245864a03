import type { ProblemDetails, TokenError } from '@detect-regions/client';
import type { ErrorDetails } from '../errors/base.ts';
import {
  AuthError,
  type DetectRegionsError,
  InvalidInputError,
  ProtocolError,
  QuotaError,
  RateLimitError,
  ServerError,
  TooLargeError,
} from '../errors/index.ts';
import { readCapped } from './capped-text.ts';
import { mayBePaid } from './may-be-paid.ts';
import { retryAfterOf } from './retry-delay.ts';

/** More than this of an error's body is neither read nor kept, in bytes. */
const longestError = 64 * 1024;
const longestQuote = 300;

/**
 * Whether a status says that a submission was refused, and is not billed. After a failure of the service, or of a
 * gateway, nobody knows.
 */
export function refuses(status: number): boolean {
  const good = status >= 200 && status < 300;
  return status === 503 || (!good && status < 500 && status !== 408);
}

/**
 * Tells what an answer means that is no success.
 *
 * @param response - the answer; its body is read
 * @param details - operation, task, request id
 * @param secrets - what a service may echo and an error must not hold
 */
export async function httpFailure(
  response: Response,
  details: ErrorDetails,
  secrets: readonly string[],
): Promise<DetectRegionsError> {
  const { status } = response;
  const { operation } = details;
  // The status tells what became of the request, also where what it says breaks off.
  const body = await readCapped(response, longestError).catch(() => '');
  const said = words(body, response.headers.get('content-type'), secrets);
  const quote = said.text === undefined ? '' : ` ${said.text}`;
  const head = `${operation} was answered with ${status}.${quote}`;
  const known = {
    ...details,
    status,
    retryAfter: retryAfterOf(response.headers),
    maybeSent: operation === 'postDetectRegions' ? !refuses(status) : undefined,
  };
  if (operation === 'postToken' && (status === 400 || status === 401)) {
    const why = said.error === undefined ? '' : ` (${said.error})`;
    return new AuthError(`The token was refused${why}.${quote} Check clientId, clientSecret and baseUrl.`, {
      ...known,
      error: said.error,
    });
  }
  switch (status) {
    case 401:
      return new AuthError(`${head} The access token was refused: check the credentials.`, known);
    case 402:
    case 403:
      return new QuotaError(`${head} The plan does not cover the call.`, known);
    case 400:
    case 422:
      return new InvalidInputError(head, known);
    case 413:
      return new TooLargeError(`${head} Send the image at a lower resolution or better compressed.`, known);
    case 429:
      return new RateLimitError(head, { ...known, retryable: true });
  }
  if (status === 408 || status >= 500) {
    return new ServerError(known.maybeSent ? `${head} ${mayBePaid}` : head, {
      ...known,
      retryable: known.maybeSent !== true,
    });
  }
  return new ProtocolError(`${head} Is baseUrl the address of the service?`, known);
}

interface Words {
  readonly error: string | undefined;
  readonly text: string | undefined;
}

const none: Words = { error: undefined, text: undefined };

/** What an error's body says: ProblemDetails, a token error, or plain text. Pages in HTML are of no use. */
function words(body: string, type: string | null, secrets: readonly string[]): Words {
  const clean = (value: unknown): string | undefined => {
    if (typeof value !== 'string') return undefined;
    let text = value;
    for (const secret of secrets) text = text.replaceAll(secret, '***');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they could forge lines in a log.
    text = text.replace(/[\x00-\x20\x7f]+/g, ' ').trim();
    if (text === '') return undefined;
    if (text.length > longestQuote) return `${text.slice(0, longestQuote)}…`;
    return /[.!?…]$/.test(text) ? text : `${text}.`;
  };
  try {
    const json = JSON.parse(body) as ProblemDetails & Partial<TokenError>;
    if (typeof json === 'string') return { error: undefined, text: clean(json) };
    const { error, error_description, detail, title } = Object(json) as typeof json;
    return {
      // A code, not prose that could hold anything.
      error: /^[\w-]{1,60}$/.test(error ?? '') && !secrets.includes(error ?? '') ? error : undefined,
      text: clean(detail) ?? clean(error_description) ?? clean(title),
    };
  } catch {
    return type?.startsWith('text/plain') ? { error: undefined, text: clean(body) } : none;
  }
}
