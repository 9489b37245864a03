// Web pages of other origins, in the browser of somebody who can reach the service.
import { expect, test } from 'vitest';
import { ann, TASKS, type TestService, TOKEN, testService } from './service.ts';

const page = 'https://app.example.com';

async function preflight(service: TestService, origin: string, path = TASKS): Promise<Headers> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };
  return (await service.call('OPTIONS', path, { headers })).headers;
}

test('no page of another origin may send or read anything by default', async () => {
  const service = await testService();
  for (const path of [TASKS, TOKEN]) {
    const headers = await preflight(service, page, path);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});

test('pages of the origins that are named may, and none whose name is like theirs', async () => {
  const service = await testService({ cors: { origins: [page] } });
  const allowed = await preflight(service, page);
  expect(allowed.get('access-control-allow-origin')).toBe(page);
  expect(allowed.get('access-control-allow-methods')).toContain('POST');
  const answer = await service.as(ann, 'GET', `${TASKS}?id=x`, { headers: { origin: page } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(page);
  for (const origin of [`${page}.evil.example`, 'http://app.example.com', `${page}:8443`, 'null', '*']) {
    expect([origin, (await preflight(service, origin)).get('access-control-allow-origin')]).toEqual([
      origin,
      null,
    ]);
  }
});

test('a browser never sends along who the user is: there are no cookies, and none are allowed', async () => {
  const service = await testService({ cors: { origins: [page] } });
  const answer = await service.as(ann, 'GET', `${TASKS}?id=x`, { headers: { origin: page } });
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await preflight(service, page)).get('access-control-allow-credentials')).toBeNull();
});

test('what a form of a page can send without asking is refused', async () => {
  const service = await testService();
  const authorization = `Bearer ${await service.token()}`;
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await service.call('POST', TASKS, {
      headers: { 'content-type': type, authorization },
      body: '{"image":"","settings":{}}',
    });
    expect([type, answer.status]).toEqual([type, 415]);
  }
});
