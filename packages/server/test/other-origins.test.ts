// Web pages of other origins, in the browser of somebody who can reach the service.
import { expect, test } from 'vitest';
import { ann, TASKS, testService } from './service.ts';

const page = 'https://app.example.com';

test('a browser never sends along who the user is: there are no cookies, and none are allowed', async () => {
  const service = await testService({ cors: { origins: [page] } });
  const answer = await service.as(ann, 'GET', `${TASKS}?id=x`, { headers: { origin: page } });
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  const headers = { origin: page, 'access-control-request-method': 'POST' };
  const asked = await service.call('OPTIONS', TASKS, { headers });
  expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
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
