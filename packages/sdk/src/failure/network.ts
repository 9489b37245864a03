import type { ErrorDetails } from '../errors/base.ts';
import { NetworkError, ProtocolError, TimeoutError } from '../errors/index.ts';
import { mayBePaid } from './may-be-paid.ts';

/** Codes of Node, Deno (through its Node layer) and Bun that mean that there never was a connection. */
const unconnected =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|E(?:HOST|NET)(?:UNREACH|DOWN)|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|DNSException)$/;
/** Limits that fetch has of its own, in Node and Bun. */
const tooSlow = /^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$/;
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)/;

interface SystemError {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/**
 * Tells what became of a request that fetch gave up.
 *
 * @param failure - what fetch threw
 * @param details - operation and task
 * @param bodySent - whether the request had a body that has gone out to its end
 */
export function networkFailure(
  failure: unknown,
  details: ErrorDetails,
  bodySent: boolean,
): NetworkError | ProtocolError | TimeoutError {
  const chain = causes(failure);
  const code = chain.map((error) => error.code).find((value) => typeof value === 'string') as
    | string
    | undefined;
  const text = chain.map((error) => String(error.message ?? '')).join(' ');
  // Deno has words for it, and no code.
  const trusted = !untrusted.test(code ?? '') && !/peer certificate/i.test(text);
  const connected =
    trusted &&
    !unconnected.test(code ?? '') &&
    !chain.some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo') &&
    !/tcp connect error|dns error|bad port|ports? \d+ are blocked/i.test(text);
  const known = { ...details, cause: failure };
  if (/redirect/i.test(text)) {
    return new ProtocolError(
      'The service answered with a redirect, which is not followed since it could carry the token elsewhere. Set baseUrl to where the service is.',
      { ...known, maybeSent: details.operation === 'postDetectRegions' ? false : undefined },
    );
  }
  const maybeSent = details.operation === 'postDetectRegions' ? connected && bodySent : undefined;
  const why = code === undefined ? '' : ` (${code})`;
  if (tooSlow.test(code ?? '') || chain.some(({ name }) => name === 'TimeoutError')) {
    return new TimeoutError(
      `${details.operation} ran into a time limit of fetch itself${why}, before requestTimeout. Raise headersTimeout and bodyTimeout of the dispatcher that fetch uses.`,
      { ...known, maybeSent, retryable: maybeSent !== true },
    );
  }
  const advice = !trusted
    ? 'The certificate is not trusted: give the authority to the runtime (NODE_EXTRA_CA_CERTS in Node) or pass a fetch that knows it.'
    : !connected
      ? "The service can't be reached: check baseUrl and the network."
      : maybeSent
        ? mayBePaid
        : 'The connection broke before the answer was complete.';
  return new NetworkError(`${details.operation} got no answer${why}. ${advice}`, {
    ...known,
    maybeSent,
    retryable: trusted && maybeSent !== true,
  });
}

function causes(failure: unknown): SystemError[] {
  const chain: SystemError[] = [];
  for (let queue = [failure]; queue.length > 0 && chain.length < 20; ) {
    const [error, ...rest] = queue;
    queue = rest;
    if (typeof error !== 'object' || error === null) continue;
    const known = error as SystemError;
    chain.push(known);
    queue.push(known.cause, ...(Array.isArray(known.errors) ? known.errors : []));
  }
  return chain;
}
