/** What the system's codes for a broken connection mean, in words that say what to look at. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'this machine has no network',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'names can not be looked up: this machine has no network, or its DNS does not answer',
  ETIMEDOUT: 'there was no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'there was no answer in time',
  UND_ERR_SOCKET: 'the connection was cut',
  CERT_HAS_EXPIRED: 'its certificate has expired, or the clock of this machine is wrong',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet, or the clock of this machine is wrong',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself: name it in NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not known here: name its certificate in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its authority is not known here: name its certificate in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its authority is not known here: name its certificate in NODE_EXTRA_CA_CERTS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS: is it http:?',
};

/** A chain of causes is no longer than this; one that goes round is not followed for ever. */
const DEPTH = 8;

/**
 * Why a connection failed, by the deepest cause that has a code: `127.0.0.1:1: nothing listens there`.
 *
 * @returns `undefined` when no cause says
 */
export function networkReason(error: unknown): string | undefined {
  const chain: Record<string, unknown>[] = [];
  for (let one = error; one instanceof Error && chain.length < DEPTH; one = firstCause(one)) {
    chain.push(one as unknown as Record<string, unknown>);
  }
  const { code, hostname, address, port } =
    chain.findLast((one) => Object.hasOwn(reasons, String(one.code))) ?? {};
  if (typeof code !== 'string') return undefined;
  const where = address === undefined ? hostname : port === undefined ? address : `${address}:${port}`;
  return `${where === undefined ? '' : `${where}: `}${reasons[code]}`;
}

/** Where both IPv4 and IPv6 were tried, there is an error for each. */
function firstCause({ cause, errors }: Error & { errors?: unknown }): unknown {
  return cause ?? (Array.isArray(errors) ? errors[0] : undefined);
}
