import { EngineError } from '@detect-regions/engine';
import { expect, test } from 'vitest';
import { jsonLog, type Log } from '../src/index.ts';
import { GatedEngine } from './gated-engine.ts';
import { STATUS, TASKS, type TestService, TOKEN, testService } from './service.ts';

/** An image with noise in it, whose bytes and Base64 can be told from anything else. */
const NOISE = 'bm9ib2R5LXNob3VsZC1ldmVyLXJlYWQtdGhpcy1pbi1hLWxvZy1maWxl';
const IMAGE = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  Buffer.from(NOISE, 'base64'),
  Buffer.alloc(500, 'pixels of a private page'),
]).toString('base64');

const SECRET = 'hidden-secret-of-ann';
const WRONG = 'hidden-wrong-secret';
const SIGNING_KEY = Buffer.alloc(32, 'hidden-signing-key').toString('base64');
const client = { clientId: 'ann', clientSecret: SECRET };

/** What must be in no log and no answer but its own. */
const secrets = (token: string) => [
  SECRET,
  WRONG,
  SIGNING_KEY,
  token,
  token.split('.')[2] ?? token,
  NOISE,
  'private page',
];

/** A service whose log is what a file would have, at its most talkative. */
async function loggedService(engine: GatedEngine): Promise<{ service: TestService; lines: string[] }> {
  const lines: string[] = [];
  const log: Log = jsonLog({ level: 'debug', to: { write: (line: string) => void lines.push(line) } });
  const service = await testService({ clients: [client], signingKey: SIGNING_KEY, engine, log });
  return { service, lines };
}

test('no secret, token or image gets into the log or an answer, whatever goes wrong', async () => {
  const engine = new GatedEngine();
  const { service, lines } = await loggedService(engine);
  const token = await service.token(client);
  const answers: string[] = [];
  const authorization = `Bearer ${token}`;
  const json = { authorization, 'content-type': 'application/json' };
  const call = async (...parameters: Parameters<TestService['call']>) => {
    const answer = await service.call(...parameters);
    answers.push(answer.text);
    return answer;
  };
  const form = (members: Record<string, string>) => ({ body: new URLSearchParams(members) });
  const grant = { grant_type: 'client_credentials', client_id: 'ann' };

  // Tokens: wrong, malformed, in the wrong place, of the wrong type.
  await call('POST', TOKEN, form({ ...grant, client_secret: WRONG }));
  await call('POST', TOKEN, form({ client_secret: SECRET }));
  await call('POST', TOKEN, form({ ...grant, grant_type: WRONG, client_secret: SECRET }));
  await call('POST', TOKEN, {
    body: JSON.stringify({ ...grant, client_secret: SECRET }),
    headers: { 'content-type': 'application/json' },
  });
  const basic = Buffer.from(`ann:${WRONG}`).toString('base64');
  await call('POST', TOKEN, { ...form(grant), headers: { authorization: `Basic ${basic}` } });
  await call('POST', TOKEN, { ...form(grant), headers: { authorization: `Basic ${SECRET}` } });
  await call('GET', `${TOKEN}?client_secret=${SECRET}`);
  for (const header of [`Bearer ${token}x`, token, `Basic ${basic}`]) {
    await call('GET', `${STATUS}?id=x`, { headers: { authorization: header } });
  }
  await call('GET', `${STATUS}?id=x&access_token=${token}`);
  await call('GET', `${STATUS}?access_token=${token}`, { headers: { authorization } });

  // Submissions: no JSON, no Base64, no image, cut off, wrong settings, the image elsewhere, an image as its task.
  for (const body of [
    `{"image":"${IMAGE}"`,
    `{"image":"${IMAGE}!"}`,
    `{"image":"${IMAGE.slice(11)}"}`,
    `{"image":"${IMAGE}","image":"${IMAGE}"}`,
    `{"image":"${IMAGE}","settings":{"dsrMode":"${NOISE}"}}`,
    `{"image":{"data":"${IMAGE}"}}`,
    `{"settings":{"language":"${IMAGE}"}}`,
    IMAGE,
  ]) {
    const answer = await call('POST', TASKS, { headers: json, body });
    expect(answer.status, body.slice(0, 20)).toBe(400);
  }
  await call('POST', TASKS, { headers: { ...json, 'content-type': 'image/png' }, body: IMAGE });
  await call('GET', `${STATUS}?id=${encodeURIComponent(IMAGE.slice(0, 150))}`, {
    headers: { authorization },
  });
  await service.raw(
    `GET ${TASKS}?token=${token} HTTP/1.1\r\nAuthorization: ${authorization}\r\nbad header\r\n\r\n`,
  );

  // Tasks: fail for the caller's reasons, and for reasons that quote what they were given.
  for (const error of [
    new EngineError('invalid-image', 'The image is damaged.'),
    new Error(`can't read ${IMAGE}`, { cause: new Error(`Bearer ${token}`) }),
    new Error(`GET redis://:${SECRET}@10.0.0.1/1?key=x failed, Authorization: Bearer ${token}`),
  ]) {
    const { text: id } = await service.call('POST', TASKS, { headers: json, body: `{"image":"${IMAGE}"}` });
    (await engine.next()).fail(error);
    await expect
      .poll(() => lines.some((line) => line.includes('task.failed') && line.includes(id)))
      .toBe(true);
    await call('GET', `${TASKS}?id=${id}`, { headers: { authorization } });
  }
  await call('GET', '/metrics');

  const written = lines.join('');
  for (const secret of secrets(token)) {
    expect(written).not.toContain(secret);
    // The task's status repeats the id that was asked for, which was a part of the image.
    expect(answers.filter((text) => !text.includes('NotExist')).join('')).not.toContain(secret);
  }
  expect(lines.filter((line) => line.includes('"event":"request"')).length).toBeGreaterThan(25);
});
