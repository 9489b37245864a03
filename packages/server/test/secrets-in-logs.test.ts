import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { withoutSecrets } from '../src/log/without-secrets.ts';
import { ann, PNG, TASKS, TOKEN, testService } from './service.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('nothing of secrets, tokens, keys and images is in the log or in an answer, whatever goes wrong', async () => {
  const key = randomBytes(32).toString('base64');
  const service = await testService({ signingKey: key, data: await temporaryFolder() });
  const token = await service.token();
  const picture = randomBytes(300).toString('base64');
  const answers: string[] = [];
  const ask = async (method: string, path: string, init: object): Promise<void> => {
    answers.push((await service.call(method, path, init)).text);
  };
  const form = (fields: Record<string, string>): URLSearchParams =>
    new URLSearchParams({ grant_type: 'client_credentials', ...fields });
  const json = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await ask('POST', TOKEN, { body: form({ client_id: 'ann', client_secret: 'a wrong guess' }) });
  await ask('POST', TOKEN, {
    body: `client_secret=${encodeURIComponent(ann.clientSecret)}`,
    headers: { 'content-type': 'text/plain' },
  });
  await ask('GET', `${TOKEN}?client_secret=in%20the%20address`, {});
  await ask('GET', `${TASKS}?id=x`, { headers: { authorization: `Bearer ${token}x` } });
  await ask('GET', `${TASKS}?id=x&access_token=${token}`, {});
  await ask('POST', TASKS, { headers: json, body: JSON.stringify({ image: PNG, settings: {} }) });
  await ask('POST', TASKS, {
    headers: json,
    body: JSON.stringify({ image: PNG, settings: { rotate: 'x' } }),
  });
  await ask('POST', TASKS, { headers: json, body: JSON.stringify({ image: `${PNG}!` }) });
  (await service.engine.next()).fail(
    new Error(`password=hunter2 redis://user:hunter3@host ${token} ${picture}`),
  );
  await expect.poll(() => service.log.some(({ event }) => event === 'task.failed')).toBe(true);
  await service.close();

  const all = JSON.stringify([service.log, answers]);
  for (const secret of [
    ann.clientSecret,
    'a wrong guess',
    'in the address',
    'in%20the%20address',
    token,
    token.split('.')[2] ?? '',
    key,
    PNG.slice(20, 60),
    picture.slice(0, 100),
    'hunter2',
    'hunter3',
  ]) {
    expect(all).not.toContain(secret);
  }
  expect(all).toContain('task.submitted');
});

test.each([
  ['redis://user:hunter2@host:6379/0 refused', 'redis://user:***@host:6379/0 refused'],
  ['rediss://:hunter2@host', 'rediss://:***@host'],
  ['sent Authorization: Basic YW5uOnNlY3JldA==', 'sent Authorization: Basic ***'],
  ['bearer abc.def.ghi is wrong', 'bearer *** is wrong'],
  ['{"client_secret":"hunter2","a":1}', '{"client_secret":"***","a":1}'],
  ['grant_type=x&client_secret=hunter2&b=2', 'grant_type=x&client_secret=***&b=2'],
  [`image ${'A'.repeat(200)} is none`, 'image *** is none'],
])('of %j only the harmless part is logged', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
});

test('a long error is cut', () => {
  expect(withoutSecrets('ab '.repeat(1000)).length).toBeLessThan(1100);
});
