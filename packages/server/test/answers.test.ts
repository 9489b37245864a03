// What official clients need of the service is in the contract suite of packages/e2e.
import { describe, expect, test } from 'vitest';
import { ann, PNG, plainRequest, STATUS, TASKS, TOKEN, testService } from './service.ts';

test('/healthz needs no token', async () => {
  const service = await testService();
  const answer = await service.call('GET', '/healthz');
  expect(answer.status).toBe(200);
  expect(answer.json()).toEqual({ status: 'ok' });
});

test('HEAD is answered as GET, without the body', async () => {
  const service = await testService();
  for (const path of ['/healthz', `${TASKS}?id=x`, `${STATUS}?id=x`]) {
    const answer = await service.as(ann, 'HEAD', path);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
  }
});

test('no Accept header is answered as JSON', async () => {
  const service = await testService();
  const authorization = `Bearer ${await service.token()}`;
  // fetch would send one.
  const answer = await plainRequest(`${service.url}${TASKS}?id=x`, {
    method: 'GET',
    headers: { authorization },
  });
  expect(answer.headers['content-type']).toMatch(/^application\/json\b/);
});

test('cancelling is answered with a length of 0', async () => {
  const service = await testService();
  const answer = await service.as(ann, 'DELETE', `${TASKS}?id=x`);
  expect(answer.headers.get('content-length')).toBe('0');
});

test('a token is a JSON Web Token', async () => {
  const service = await testService();
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: ann.clientId,
    client_secret: ann.clientSecret,
  });
  const { access_token: token } = (await service.call('POST', TOKEN, { body })).json();
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

describe('every answer', () => {
  test('is not to be stored, sniffed or framed, and opens nothing to other origins', async () => {
    const service = await testService();
    const headers = { origin: 'https://example.com' };
    const answers = [
      await service.call('GET', '/healthz', { headers }),
      await service.call('GET', '/nothing', { headers }),
      await service.call('PUT', TASKS, { headers }),
      await service.call('GET', TASKS, { headers }),
      await service.as(ann, 'GET', `${TASKS}?id=x`, { headers }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 405, 401, 200]);
    for (const answer of answers) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('server')).toBeNull();
      expect(answer.headers.get('x-powered-by')).toBeNull();
    }
  });

  test("has a request id: the caller's if it is harmless, else a new one", async () => {
    const service = await testService();
    const ask = async (headers: Record<string, string>) =>
      (await service.call('GET', '/nothing', { headers })).headers.get('x-request-id');
    const fresh = /^[\da-f-]{36}$/;
    expect(await ask({ 'x-request-id': 'my-id_1' })).toBe('my-id_1');
    expect(await ask({})).toMatch(fresh);
    expect(await ask({ 'x-request-id': 'a b' })).toMatch(fresh);
    expect(await ask({ 'x-request-id': 'a'.repeat(101) })).toMatch(fresh);
  });
});

describe('the log', () => {
  test('tells of each request who asked for what, and what came of it', async () => {
    const service = await testService();
    await service.as(ann, 'GET', `${TASKS}?id=x`, { headers: { 'x-request-id': 'r1' } });
    await service.call('GET', TASKS, { headers: { 'x-request-id': 'r2' } });
    const common = { event: 'request', level: 'info', method: 'GET', path: TASKS, ms: expect.any(Number) };
    const find = (id: string) => service.log.find(({ requestId }) => requestId === id);
    expect(find('r1')).toMatchObject({
      ...common,
      clientId: 'ann',
      status: 200,
      time: expect.stringMatching(/T.*Z$/),
    });
    expect(find('r1')?.taskId).toBeUndefined();
    expect(find('r2')).toMatchObject({ ...common, status: 401 });
  });

  test('names the task of a request, and what is asked for', async () => {
    const service = await testService();
    const id = await service.task();
    await service.as(ann, 'GET', `${STATUS}?id=${id}`);
    await service.as(ann, 'DELETE', `${TASKS}?id=${id}`);
    await service.call('GET', `/${'long'.repeat(1000)}`);
    const requests = service.log.filter(({ event, path }) => event === 'request' && path !== TOKEN);
    expect(requests).toMatchObject([
      { operation: 'postDetectRegions', taskId: id },
      { operation: 'getTaskStatus', taskId: id },
      { operation: 'cancelDetectRegions', taskId: id },
      { status: 404, path: `/${'long'.repeat(1000)}`.slice(0, 200) },
    ]);
  });

  test('tells of what is asked all the time at a level of its own', async () => {
    const service = await testService();
    await service.call('GET', '/healthz');
    expect(service.log.at(-1)).toMatchObject({ level: 'debug', operation: 'health' });
  });

  test('tells the way of a task', async () => {
    const service = await testService();
    const id = await service.task();
    (await service.engine.next()).finish();
    await expect
      .poll(() => service.log.filter(({ taskId }) => taskId === id).map(({ event }) => event))
      .toEqual(['task.submitted', 'request', 'task.completed']);
    expect(service.log.find(({ event }) => event === 'task.submitted')).toMatchObject({
      clientId: 'ann',
      imageBytes: Buffer.from(PNG, 'base64').length,
      imageFormat: 'png',
    });
  });

  test('that throws disturbs nothing', async () => {
    const service = await testService({
      log: () => {
        throw new Error('disk full');
      },
    });
    expect((await service.call('GET', '/healthz')).status).toBe(200);
  });
});
