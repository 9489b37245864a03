/*
 * What users of other SDKs complain about, and the tests that show that it can't happen here. Where the third column
 * names a file, the test is there; the others are below.
 *
 *  1  a wait that hangs for ever, or spins on an unknown status    poll.test.ts, task.test.ts, client.test.ts
 *  2  an abort ignored between polls                                poll.test.ts
 *     a permanent error of authentication swallowed by a wait       below
 *  3  a timer that keeps the process alive                          below; budget.test.ts
 *  4  listeners on a signal that leak                               below; budget.test.ts
 *     removed too early, so that a body can't be aborted            upload.test.ts
 *  5  Base64 that overflows the stack                               base64.test.ts
 *  6  an upload held in memory                                      below; body.test.ts, blocks.test.ts
 *  7  a paid request sent twice                                     send-failures.test.ts, send-resubmit.test.ts, upload.test.ts
 *  8  fetch's own 300 s before the SDK's time limit                 fetch-limit.test.ts, network-failure.test.ts
 *  9  no way to use a proxy or a custom CA                          below; network-failure.test.ts
 * 10  a client made before the mock listens that misses it          mock.test.ts, send.test.ts
 *     fake timers that freeze it                                    below
 * 11  Workers: `credentials`, and fetch with a lost `this`          send.test.ts
 * 12  instanceof across copies                                      errors/base.test.ts
 * 13  a token asked for by everybody at once, or revoked early      send-tokens.test.ts, auth.test.ts
 * 14  size                                                          import.test.ts (cost of the import)
 * 15  generated code: every error wrapped, an abort too             below
 *     text/plain read as JSON, `credentials` always sent            send.test.ts
 */
import { getEventListeners } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';
import { AbortError, AuthError, TimeoutError } from './errors/index.ts';
import { largePng, png } from './testing/images.ts';
import { completed, json, pending, token } from './testing/loopback.ts';
import { client, service, tokenGiven, useService } from './testing/service.ts';
import { thrownBy } from './testing/thrown.ts';

useService();

const closing: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server): Promise<string> {
  closing.push(() => server.close());
  server.on('connection', (socket: Socket) => closing.push(() => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('2: a wait', () => {
  it('ends with an error of authentication that no new token mends', async () => {
    service.answer('getDetectRegions', pending, json(401, { title: 'revoked' }));
    const task = await client().submit(png());
    const error = await thrownBy(AuthError, () => task.wait({ deadline: Infinity }));
    expect(error).toMatchObject({ status: 401, taskId: 'task-1' });
  });

  it('ends when no token can be had any more', async () => {
    service.answer('getDetectRegions', pending, json(401, {}));
    service.answer('postToken', token(), json(401, { error: 'invalid_client' }));
    const task = await client().submit(png());
    const error = await thrownBy(AuthError, () => task.wait({ deadline: Infinity }));
    expect(error).toMatchObject({ error: 'invalid_client', taskId: 'task-1', operation: 'postToken' });
  });
});

/** A clock that knows how many of its timers are running. */
function counted(): typeof systemClock & { readonly running: Set<unknown> } {
  const running = new Set<unknown>();
  return {
    running,
    now: systemClock.now,
    setTimeout: (callback, delay) => {
      const handle = systemClock.setTimeout(() => {
        running.delete(handle);
        callback();
      }, delay);
      running.add(handle);
      return handle;
    },
    clearTimeout: (handle) => {
      running.delete(handle);
      systemClock.clearTimeout(handle);
    },
  };
}

describe('3 and 4: no timer and no listener outlives its call', () => {
  it.each([
    ['that ends well', completed],
    ['that fails', json(400, {})],
  ])('%s', async (_name, answer) => {
    service.answer('getDetectRegions', answer);
    const clock = counted();
    const { signal } = new AbortController();
    const made = client({ clock, requestTimeout: Infinity });
    await made.detect(png(), { signal }).catch(() => {});
    await Promise.all(
      Array.from({ length: 50 }, () =>
        made
          .task('t')
          .wait({ signal })
          .catch(() => {}),
      ),
    );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(clock.running.size).toBe(0);
  });

  it('that is aborted while it waits', async () => {
    service.answer('getDetectRegions', pending);
    const clock = counted();
    const controller = new AbortController();
    const { signal } = controller;
    const made = client({ clock, requestTimeout: Infinity });
    const waits = Array.from({ length: 50 }, () =>
      thrownBy(AbortError, () => made.task('t').wait({ signal })),
    );
    await expect.poll(() => service.count('getDetectRegions')).toBe(50);
    controller.abort();
    await Promise.all(waits);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(clock.running.size).toBe(0);
  });
});

it('6: an image is read no faster than it is sent', async () => {
  const baseUrl = await listen(
    createTcpServer((socket) => {
      // Nothing is read: what has been taken by then is what the machine holds between both ends.
      socket.pause();
      socket.on('error', () => {});
    }),
  );
  const chunk = largePng(1_000_000);
  let taken = 0;
  async function* gigabyte(): AsyncGenerator<Uint8Array> {
    for (; taken < 1_000; taken++) yield chunk;
  }
  const made = client({ ...tokenGiven, baseUrl, requestTimeout: 20_000 });
  const error = await thrownBy(TimeoutError, () => made.submit(gigabyte(), { deadline: Infinity }));
  expect(error.maybeSent).toBe(false);
  expect(taken).toBeLessThan(32);
});

it('9: everything goes through a proxy, by a fetch that knows it', async () => {
  const seen: string[] = [];
  const proxy = await listen(
    createServer((incoming, outgoing) => {
      seen.push(`${incoming.method} ${incoming.url}`);
      const { method, headers } = incoming;
      const onward = httpRequest(incoming.url ?? '', { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    }),
  );
  const throughProxy: typeof fetch = async (input, init) => {
    const { method, body, signal } = new Request(input, { ...init, duplex: 'half' } as RequestInit);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { ...(init?.headers as Record<string, string>), host: new URL(service.url).host };
      const onward = httpRequest(
        proxy,
        { method, path: String(input), headers, signal, agent: false },
        resolve,
      );
      onward.on('error', reject);
      if (body === null) onward.end();
      else Readable.fromWeb(body as never).pipe(onward);
    });
    const { statusCode: status = 0, headers } = answer;
    const text = Buffer.concat(await answer.toArray());
    return new Response(text, { status, headers: headers as Record<string, string> });
  };
  const image = largePng(700_000);
  expect(await client({ fetch: throughProxy, requestTimeout: Infinity }).detect(image)).toMatchObject({
    status: 'completed',
  });
  expect(seen).toEqual([
    `POST ${service.url}/connect/token`,
    `POST ${service.url}/v5.0/ocr/DetectRegions`,
    `GET ${service.url}/v5.0/ocr/DetectRegions?id=task-1`,
  ]);
  const sent = JSON.parse(service.requests[1]?.body ?? '') as { image: string };
  expect(Buffer.from(sent.image, 'base64').equals(image)).toBe(true);
});

it('10: fake timers of a test do not freeze a client that has a clock of its own', async () => {
  const { setTimeout, clearTimeout } = globalThis;
  const clock = {
    now: performance.now.bind(performance),
    setTimeout: (callback: () => void, delay: number) => setTimeout(callback, delay / 100),
    clearTimeout: (handle: unknown) => clearTimeout(handle as number),
  };
  service.answer('getDetectRegions', pending, pending, completed);
  vi.useFakeTimers();
  expect(await client({ clock }).detect(png())).toMatchObject({ status: 'completed' });
});

it("15: an abort is told as an abort, with the caller's own reason and not one of fetch", async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  service.answer('getDetectRegions', () => controller.abort(reason));
  const error = await thrownBy(AbortError, () => client().task('t').result({ signal: controller.signal }));
  expect(error).toMatchObject({ name: 'AbortError', code: 'aborted', taskId: 't' });
  expect(error.cause).toBe(reason);
});
