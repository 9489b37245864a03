import { expect, test } from 'vitest';
import { ann, STATUS, TASKS, TOKEN, testService } from './service.ts';

const origin = 'https://app.example.com';
const other = 'https://evil.example.com';
const preflight = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
};
const allowed = 'access-control-allow-origin';

test('no origin may call the service unless it is named', async () => {
  const service = await testService();
  const answer = await service.as(ann, 'GET', `${STATUS}?id=x`, { headers: { origin } });
  expect(answer.headers.get(allowed)).toBeNull();
  expect((await service.call('OPTIONS', TASKS, { headers: { origin, ...preflight } })).status).toBe(405);
});

test('an origin that is named may ask, submit and cancel with a token, and read what it needs', async () => {
  const service = await testService({ cors: { origins: ['https://first.example.com', origin] } });
  const asked = await service.call('OPTIONS', TASKS, { headers: { origin, ...preflight } });
  expect(asked.status).toBe(204);
  expect(Object.fromEntries(asked.headers)).toMatchObject({
    [allowed]: origin,
    'access-control-allow-methods': 'GET,POST,DELETE',
    'access-control-allow-headers': 'authorization,content-type,x-request-id',
    'access-control-max-age': '600',
    vary: expect.stringContaining('Origin'),
  });
  expect(asked.headers.get('access-control-allow-credentials')).toBeNull();

  const answer = await service.as(ann, 'GET', `${STATUS}?id=x`, { headers: { origin } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get(allowed)).toBe(origin);
  expect(answer.headers.get('access-control-expose-headers')).toBe('x-request-id,retry-after');
  expect(answer.headers.get('vary')).toMatch(/Origin/);
});

test.each([
  ['a refusal', 'GET', `${STATUS}?id=x`, 401],
  ['a refused token request', 'POST', TOKEN, 415],
  ['a method that is not allowed', 'PUT', TASKS, 405],
])('an origin that is named can read %s', async (_, method, path, status) => {
  const service = await testService({ cors: { origins: [origin] } });
  const answer = await service.call(method, path, { headers: { origin } });
  expect(answer.status).toBe(status);
  expect(answer.headers.get(allowed)).toBe(origin);
});

test.each([other, 'null', `${origin}.evil.example.com`, 'http://app.example.com'])(
  'the origin %s, which is not named, can read nothing',
  async (foreign) => {
    const service = await testService({ cors: { origins: [origin] } });
    const answer = await service.as(ann, 'GET', `${STATUS}?id=x`, { headers: { origin: foreign } });
    expect(answer.headers.get(allowed)).toBeNull();
    const asked = await service.call('OPTIONS', TASKS, { headers: { origin: foreign, ...preflight } });
    expect(asked.headers.get(allowed)).toBeNull();
  },
);

test('health and metrics are for no origin', async () => {
  const service = await testService({ cors: { origins: [origin] } });
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    expect((await service.call('GET', path, { headers: { origin } })).headers.get(allowed)).toBeNull();
  }
});
