import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ServerError, startServer } from '../src/index.ts';
import { GatedEngine } from './gated-engine.ts';
import { type Answer, ann, TASKS, testService } from './service.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('it listens on a free port of 127.0.0.1, and says where', async () => {
  const server = await startServer({ port: 0, engine: new GatedEngine() });
  onTestFinished(() => server.close());
  expect(server.port).toBeGreaterThan(0);
  expect(server).toMatchObject({ host: '127.0.0.1', url: `http://127.0.0.1:${server.port}` });
});

test('an IPv6 address is put in brackets', async ({ skip }) => {
  const server = await startServer({ host: '::1', port: 0, engine: new GatedEngine() }).catch((error) => {
    if (error instanceof ServerError && error.code === 'listen-failed')
      return skip('needs IPv6 on this machine');
    throw error;
  });
  onTestFinished(() => server.close());
  expect(server.url).toBe(`http://[::1]:${server.port}`);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test('a port that is taken is told as such', async () => {
  const taken = await testService();
  const start = startServer({ port: taken.port, engine: new GatedEngine() });
  await expect(start).rejects.toMatchObject({
    name: 'ServerError',
    code: 'address-in-use',
    message: expect.stringContaining(String(taken.port)),
    cause: expect.objectContaining({ code: 'EADDRINUSE' }),
  });
});

test('an address of another machine is told as such', async () => {
  const start = startServer({ host: '192.0.2.1', behindProxy: true, port: 0, engine: new GatedEngine() });
  await expect(start).rejects.toMatchObject({ code: 'listen-failed' });
});

test('an option that makes no sense rejects before anything is started', async () => {
  const engine = new GatedEngine();
  await expect(startServer({ host: '0.0.0.0', port: 0, engine })).rejects.toMatchObject({
    code: 'invalid-options',
  });
});

test('closing frees the port, leaves a given engine open, and can be repeated', async () => {
  const engine = new GatedEngine();
  const server = await startServer({ port: 0, engine });
  await Promise.all([server.close(), server.close()]);
  await server.close();
  expect(engine.closed).toBe(false);
  const again = createServer().listen(server.port, '127.0.0.1');
  await new Promise((resolve, reject) => again.once('listening', resolve).once('error', reject));
  again.close();
});

test('closing does not wait for idle connections', async () => {
  const service = await testService({ limits: { stopSeconds: 1000 } });
  // fetch keeps its connection open for the next request.
  await service.call('GET', '/healthz');
  await service.close();
});

test('closing aborts the work of the engine', async () => {
  const service = await testService();
  await service.task(ann);
  const { signal } = await service.engine.next();
  expect(signal?.aborted).toBe(false);
  await service.close();
  expect(signal?.aborted).toBe(true);
});

test('an engine that can not start is logged, and the service still answers', async () => {
  class Broken extends GatedEngine {
    override async warmUp(): Promise<void> {
      throw new Error('no model');
    }
  }
  const service = await testService({ engine: new Broken() });
  await expect
    .poll(() => service.log.find(({ event }) => event === 'engine.failed'))
    .toMatchObject({
      level: 'error',
      error: 'Error: no model',
    });
  expect((await service.call('GET', '/healthz')).status).toBe(200);
});

test('a stop while the engine loads is no failure of the engine', async () => {
  const events: string[] = [];
  const server = await startServer({ port: 0, log: ({ event }) => events.push(event) });
  await server.close();
  expect(events).toEqual(expect.arrayContaining(['server.started', 'server.stopped']));
  expect(events).not.toContain('engine.failed');
});

test('it ends with its scope', async () => {
  let url: string;
  {
    await using server = await startServer({ port: 0, engine: new GatedEngine() });
    url = server.url;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  }
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('with a data folder, tasks, results, tokens and the development client outlive the server', async () => {
  const data = await temporaryFolder();
  const options = { data, clients: undefined };
  const first = await testService(options);
  const [client = ann] = first.credentials;
  const done = await first.task(client);
  (await first.engine.next()).finish();
  await expect
    .poll(async () => (await first.as(client, 'GET', `${TASKS}?id=${done}`)).json())
    .toMatchObject({
      taskStatus: 'Completed',
    });
  const [running, waiting] = [await first.task(client), await first.task(client)];
  await first.engine.next();
  const authorization = `Bearer ${await first.token(client)}`;
  await first.close();

  const second = await testService(options);
  expect(second.credentials).toEqual(first.credentials);
  const status = async (id: string): Promise<unknown> =>
    (await second.call('GET', `${TASKS}?id=${id}`, { headers: { authorization } })).json();
  expect(await status(done)).toMatchObject({ taskStatus: 'Completed', results: [{ type: 'Other' }] });
  for (const id of [running, waiting]) {
    (await second.engine.next()).finish();
    await expect.poll(() => status(id)).toMatchObject({ taskStatus: 'Completed' });
  }
});

test('a second server in the same data folder is refused, and the first goes on', async () => {
  const data = await temporaryFolder();
  const first = await testService({ data });
  await expect(testService({ data })).rejects.toMatchObject({ name: 'ServerError', code: 'data-in-use' });
  expect((await first.submit()).status).toBe(200);
});

test('a port that is taken leaves the data folder free', async () => {
  const data = await temporaryFolder();
  const taken = await testService();
  await expect(testService({ data, port: taken.port })).rejects.toMatchObject({ code: 'address-in-use' });
  await testService({ data });
});

test('a program that has a server within keeps its own globals', async () => {
  const { Request, Response } = globalThis;
  await testService();
  expect(globalThis).toMatchObject({ Request, Response });
  expect(globalThis.Response).toBe(Response);
});

test('a server that has its process for itself answers the same, by lighter globals', async () => {
  const before = Object.getOwnPropertyDescriptors(globalThis);
  onTestFinished(() => {
    Object.defineProperties(globalThis, { Request: before.Request, Response: before.Response });
  });
  const plain = await testService();
  const own = await testService({ ownsProcess: true });
  const headers = ({ headers: all }: Answer): [string, string][] =>
    [...all].filter(([name]) => !['date', 'x-request-id'].includes(name));
  for (const path of ['/healthz', `${TASKS}?id=none`, '/nothing']) {
    const [expected, found] = [await plain.as(ann, 'GET', path), await own.as(ann, 'GET', path)];
    expect([found.status, found.text, headers(found)]).toEqual([
      expected.status,
      expected.text,
      headers(expected),
    ]);
  }
  expect(await own.task(ann)).toMatch(/^[\da-f-]{36}$/);
});
