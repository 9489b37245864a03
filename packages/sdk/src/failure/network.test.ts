import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { NetworkError, ProtocolError, TimeoutError } from '../errors/index.ts';
import { networkFailure } from './network.ts';

const post = { operation: 'postDetectRegions' } as const;
const failed = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });
const system = (code: string, syscall?: string): Error => Object.assign(new Error(code), { code, syscall });

it.each([
  ['refused', failed(system('ECONNREFUSED', 'connect'))],
  ['refused on every address', failed(new AggregateError([system('ECONNREFUSED'), system('ENETUNREACH')]))],
  ['not found', failed(system('ENOTFOUND', 'getaddrinfo'))],
  ['too slow to connect', failed(system('UND_ERR_CONNECT_TIMEOUT'))],
  ['timed out while connecting', failed(system('ETIMEDOUT', 'connect'))],
  ['refused in Bun', Object.assign(new Error('Unable to connect'), { code: 'ConnectionRefused' })],
  [
    'refused in Deno',
    new TypeError('error sending request: client error: tcp connect error: Connection refused'),
  ],
  ['that fetch forbids', failed(new Error('bad port'))],
  ['not trusted', failed(system('DEPTH_ZERO_SELF_SIGNED_CERT'))],
])('a connection %s carried nothing', (_name, failure) => {
  const error = networkFailure(failure, post, true);
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({ maybeSent: false, cause: failure });
});

it.each([
  ['reset', failed(system('ECONNRESET', 'read'))],
  ['closed', failed(system('UND_ERR_SOCKET'))],
  ['timed out while reading', failed(system('ETIMEDOUT', 'read'))],
  ['broken for reasons unknown', new TypeError('Failed to fetch')],
])('a connection %s may have carried a whole submission, but not half of one', (_name, failure) => {
  expect(networkFailure(failure, post, true)).toMatchObject({ maybeSent: true, retryable: false });
  expect(networkFailure(failure, post, false)).toMatchObject({ maybeSent: false, retryable: true });
  const get = networkFailure(failure, { operation: 'getDetectRegions' }, true);
  expect(get).toMatchObject({ retryable: true });
  expect(get).not.toHaveProperty('maybeSent');
});

it.each([
  ['Node and Bun', failed(system('UNABLE_TO_VERIFY_LEAF_SIGNATURE'))],
  ['Deno', failed(new Error('client error (Connect): invalid peer certificate: UnknownIssuer'))],
])('does not try an untrusted certificate again, and says what to do: %s', (_name, failure) => {
  const error = networkFailure(failure, post, true);
  expect(error).toMatchObject({ retryable: false, maybeSent: false });
  expect(error.message).toContain('NODE_EXTRA_CA_CERTS');
});

it.each([
  ["Node's, before the answer", failed(system('UND_ERR_HEADERS_TIMEOUT')), 'UND_ERR_HEADERS_TIMEOUT'],
  ["Node's, in the answer", failed(system('UND_ERR_BODY_TIMEOUT')), 'UND_ERR_BODY_TIMEOUT'],
  ["Bun's", new DOMException('The operation timed out.', 'TimeoutError'), 'requestTimeout'],
])('a time limit of fetch itself is a timeout: %s', (_name, failure, word) => {
  const error = networkFailure(failure, post, true);
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ code: 'timeout', maybeSent: true, retryable: false, cause: failure });
  expect(error.message).toContain(word);
  expect(networkFailure(failure, post, false)).toMatchObject({ maybeSent: false, retryable: true });
  expect(networkFailure(failure, { operation: 'getTaskStatus' }, true).retryable).toBe(true);
});

it('takes a redirect for a wrong address', () => {
  expect(networkFailure(failed(new Error('unexpected redirect')), post, true)).toBeInstanceOf(ProtocolError);
});

it('knows what this runtime says when nobody listens', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const failure: unknown = await fetch(`http://127.0.0.1:${port}`).catch((error: unknown) => error);
  expect(networkFailure(failure, post, true)).toMatchObject({ maybeSent: false, retryable: true });
});
