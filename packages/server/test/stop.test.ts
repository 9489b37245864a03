import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { ann, PNG, plainRequest, STATUS, TASKS, type TestService, testService } from './service.ts';

const get = { method: 'GET', headers: {} };

/** A submission of which the service has asked for the body: so it is under way. */
async function startUpload(service: TestService): Promise<ClientRequest> {
  const upload = request(service.url + TASKS, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await service.token()}`,
      'content-type': 'application/json',
      expect: '100-continue',
    },
  });
  upload.flushHeaders();
  await once(upload, 'continue');
  return upload;
}

async function finishUpload(upload: ClientRequest): Promise<{ status: number | undefined; text: string }> {
  upload.end(`{"image":"${PNG}"}`);
  const [answer] = (await once(upload, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, text: await text(answer) };
}

test('a stop answers the request under way, and refuses what is new', async () => {
  const service = await testService({ limits: { stopSeconds: 1000 } });
  const token = await service.token();
  const upload = await startUpload(service);
  const closed = service.close();
  const refused = await plainRequest(`${service.url}${STATUS}?id=x`, {
    method: 'GET',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(refused).toMatchObject({ status: 503, headers: { connection: 'close', 'retry-after': '2' } });
  expect(JSON.parse(refused.text)).toMatchObject({
    status: 503,
    detail: expect.stringContaining('stopping'),
  });
  const answer = await finishUpload(upload);
  expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^[\da-f-]{36}$/) });
  await closed;
  await expect(plainRequest(`${service.url}/healthz`, get)).rejects.toThrow(/ECONNREFUSED/);
});

test('a stop refuses what is new on a connection that was kept alive, and closes it', async () => {
  const service = await testService({ limits: { stopSeconds: 1000 } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const ask = async () => {
    const sent = request(`${service.url}/v5.0/nothing`, { agent }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await text(answer);
    const { statusCode: status, headers } = answer;
    return { status, connection: headers.connection, reused: sent.reusedSocket };
  };
  expect(await ask()).toEqual({ status: 404, connection: 'keep-alive', reused: false });
  const upload = await startUpload(service);
  const closed = service.close();
  expect(await ask()).toEqual({ status: 503, connection: 'close', reused: true });
  await finishUpload(upload);
  await closed;
});

test('during a stop the service is alive, and not ready', async () => {
  const service = await testService({ limits: { stopSeconds: 1000 } });
  const upload = await startUpload(service);
  const closed = service.close();
  expect(await plainRequest(`${service.url}/healthz`, get)).toMatchObject({ status: 200 });
  const ready = await plainRequest(`${service.url}/readyz`, get);
  expect(ready).toMatchObject({ status: 503, headers: { connection: 'close' } });
  expect(JSON.parse(ready.text)).toMatchObject({ status: 'unavailable', parts: { service: 'stopping' } });
  await finishUpload(upload);
  await closed;
});

test('a stop answers each of a hundred requests', async () => {
  const service = await testService({ limits: { stopSeconds: 1000 } });
  const headers = { authorization: `Bearer ${await service.token()}` };
  const uploads = await Promise.all(Array.from({ length: 50 }, () => startUpload(service)));
  const reads = Array.from({ length: 50 }, () =>
    plainRequest(`${service.url}${STATUS}?id=x`, { method: 'GET', headers }),
  );
  await Promise.race(reads);
  const closed = service.close();
  const answers = await Promise.all(uploads.map(finishUpload));
  expect(answers.map(({ status }) => status)).toEqual(uploads.map(() => 200));
  expect(new Set(answers.map(({ text: id }) => id)).size).toBe(50);
  // Some had not arrived when the stop began: they are refused, not cut off.
  for (const { status } of await Promise.all(reads)) expect([200, 503]).toContain(status);
  await closed;
});

test('a stop cuts off a request that takes too long', async () => {
  const service = await testService({ limits: { stopSeconds: 1 } });
  const upload = await startUpload(service);
  const cut = expect(once(upload, 'response')).rejects.toThrow();
  await service.close();
  await cut;
});

test('a stop does not wait for who never sends a whole request', async () => {
  const service = await testService({ limits: { stopSeconds: 1000, headersSeconds: 300 } });
  const slow = connect(service.port, '127.0.0.1');
  slow.on('error', () => undefined);
  slow.write('GET /healthz HTT');
  await once(slow, 'connect');
  const gone = once(slow, 'close');
  await service.close();
  await gone;
});

test('a stop hands the task at work back before the engine ends', async () => {
  const service = await testService();
  await service.task(ann);
  const { signal } = await service.engine.next();
  await service.close();
  expect(signal?.aborted).toBe(true);
  expect(service.log.map(({ event }) => event)).not.toContain('task.failed');
  expect(service.log.map(({ event }) => event).slice(-2)).toEqual(['server.stopping', 'server.stopped']);
});
