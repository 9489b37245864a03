// What strangers send to a port. After each attack the service still answers.
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PNG, TASKS, type TestService, TOKEN, testService } from './service.ts';

let service: TestService;
let authorization: string;

beforeEach(async () => {
  service = await testService({ limits: { headersSeconds: 1, requestSeconds: 1 } });
  authorization = `Authorization: Bearer ${await service.token()}`;
});

afterEach(async () => {
  expect((await service.call('GET', '/healthz')).status).toBe(200);
  await service.task();
});

const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`;

describe('requests that are not HTTP', () => {
  test.each([
    ['noise', Buffer.from([0, 1, 2, 3, 0xff, 0xfe, 0x0d, 0x0a, 0x0d, 0x0a])],
    ['a TLS handshake', Buffer.from('1603010200010001fc0303', 'hex')],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['an unknown version', lines('GET /healthz HTTP/7.3', 'host: x')],
    ['no host', lines('GET /healthz HTTP/1.1')],
    [
      'two lengths',
      lines('POST /connect/token HTTP/1.1', 'host: x', 'content-length: 1', 'content-length: 2'),
    ],
    [
      'a length and chunks',
      lines('POST /connect/token HTTP/1.1', 'host: x', 'content-length: 1', 'transfer-encoding: chunked'),
    ],
    ['a negative length', lines('POST /connect/token HTTP/1.1', 'host: x', 'content-length: -1')],
    [
      'a broken chunk',
      `${lines('POST /connect/token HTTP/1.1', 'host: x', 'transfer-encoding: chunked')}zz\r\n`,
    ],
    ['a line break in a header', lines('GET /healthz HTTP/1.1', 'host: x', 'x: a\rb')],
    ['a broken host', lines('GET /healthz HTTP/1.1', 'host: a b', 'connection: close')],
    ['a path with a backslash', lines('GET /v5.0\\ocr HTTP/1.1', 'host: [x', 'connection: close')],
  ])('%s is refused with 400', async (_, bytes) => {
    expect(await service.raw(bytes)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('headers that are too large are refused with 431, as JSON', async () => {
    const answer = await service.raw(lines('GET /healthz HTTP/1.1', 'host: x', `x: ${'a'.repeat(20_000)}`));
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 431 });
  });

  test('very many headers are refused', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `x${index}: a`);
    expect(await service.raw(lines('GET /healthz HTTP/1.1', 'host: x', ...many))).toMatch(/^HTTP\/1\.1 4/);
  });

  test.each([
    ['a strange target', 'GET * HTTP/1.1'],
    ['an absolute target', 'GET http://elsewhere.example/healthz HTTP/1.1'],
    ['a broken escape', 'GET /%zz%ff HTTP/1.1'],
    ['a broken query', 'GET /v5.0/ocr/DetectRegions?id=%zz&%ff=%00 HTTP/1.1'],
    ['a NUL in the path', 'GET /%00 HTTP/1.1'],
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1'],
    ['an upgrade', 'GET /nothing HTTP/1.1\r\nupgrade: websocket\r\nconnection: upgrade'],
    ['an unknown method', 'PROPFIND / HTTP/1.1'],
  ])('%s does no harm', async (_, requestLine) => {
    const answer = await service.raw(lines(requestLine, 'host: x', authorization, 'connection: close'));
    expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
  });
});

describe('slow clients', () => {
  test('one that never finishes its headers is answered 408', async () => {
    expect(await service.raw('GET /healthz HTTP/1.1\r\nhost: x\r\nx: ')).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('one that never finishes its body is cut off, and leaves nothing', async () => {
    const head = lines(
      `POST ${TASKS} HTTP/1.1`,
      'host: x',
      authorization,
      'content-type: application/json',
      'content-length: 1000',
    );
    expect(await service.raw(`${head}{"image":"${PNG.slice(0, 50)}`)).toMatch(/^HTTP\/1\.1 408 /);
    expect(service.engine.calls).toHaveLength(0);
  });

  test('one that is refused and never stops sending is cut off', async () => {
    const head = lines(
      `POST ${TASKS} HTTP/1.1`,
      'host: x',
      authorization,
      'content-type: application/json',
      'transfer-encoding: chunked',
    );
    const socket = connect(service.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => {
      socket.on('close', () => resolve());
    });
    socket.write(head);
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const send = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', send).resume();
    send();
    await closed;
  });
});

describe('bodies that are not what they say', () => {
  const post = (...headers: string[]): string =>
    lines(`POST ${TASKS} HTTP/1.1`, 'host: x', authorization, 'content-type: application/json', ...headers);

  test('a body shorter than its length, on a connection that is half closed', async () => {
    const socket = connect({ port: service.port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => {
      socket.on('close', () => resolve());
    });
    socket.end(`${post('content-length: 500')}{"image":"${PNG}"}`);
    socket.resume();
    await closed;
    expect(service.engine.calls).toHaveLength(0);
  });

  test('a body longer than its length', async () => {
    const body = JSON.stringify({ image: PNG });
    const answer = await service.raw(
      `${post(`content-length: ${body.length}`)}${body}garbage garbage\r\n\r\n`,
    );
    // Whether the task is answered before the noise behind it is noticed is a matter of time.
    expect(answer).toMatch(/HTTP\/1\.1 400 /);
  });

  test('clients that leave in the middle of an upload leave nothing behind', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = connect(service.port, '127.0.0.1');
        socket.on('error', () => undefined);
        await new Promise<void>((resolve) => {
          socket.write(`${post('content-length: 100000')}{"image":"${PNG.slice(0, 60)}`, () => resolve());
        });
        socket.destroy();
      }),
    );
    expect(service.engine.calls).toHaveLength(0);
  });

  test('an upload in single bytes is an upload', async () => {
    const body = JSON.stringify({ settings: {}, image: PNG });
    const chunks = [...body].map((byte) => `1\r\n${byte}\r\n`).join('');
    const answer = await service.raw(
      `${post('transfer-encoding: chunked', 'connection: close')}${chunks}0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('a token request that never ends is refused', async () => {
    const head = lines(
      `POST ${TOKEN} HTTP/1.1`,
      'host: x',
      'content-type: application/x-www-form-urlencoded',
      'transfer-encoding: chunked',
    );
    expect(await service.raw(`${head}8000\r\n${'a'.repeat(0x8000)}\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
  });
});
