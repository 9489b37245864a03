import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openRateLimits } from '../src/http/open-rate-limits.ts';
import { describeWithRedis } from './redis.ts';
import { ann, bob, STATUS, TASKS, type TestService, TOKEN, testService } from './service.ts';
import { temporaryFolder } from './temporary-folder.ts';

const form = (id: string, secret: string) => ({
  body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
});

describe('uploads at a time', () => {
  async function startUpload(service: TestService, client = ann): Promise<ClientRequest> {
    const upload = request(service.url + TASKS, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await service.token(client)}`,
        'content-type': 'application/json',
        expect: '100-continue',
      },
    });
    upload.on('error', () => undefined);
    upload.flushHeaders();
    await once(upload, 'continue');
    return upload;
  }

  test('beyond all that there are, an upload is refused, and taken once one has ended', async () => {
    const service = await testService({ limits: { uploads: 2 } });
    const first = await startUpload(service);
    await startUpload(service, bob);
    const refused = await service.submit();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.json().detail).toMatch(/^Too many images are coming in\. Try again later\.$/);
    first.destroy();
    await expect.poll(async () => (await service.submit()).status).toBe(200);
  });

  test('one client does not take them all', async () => {
    const service = await testService({ limits: { uploads: 10, uploadsPerClient: 1 } });
    await startUpload(service);
    const refused = await service.submit();
    expect(refused.status).toBe(503);
    expect(refused.json().detail).toMatch(/^This client sends 1 images at the same time/);
    expect((await service.submit(undefined, bob)).status).toBe(200);
  });
});

describe('a rate', () => {
  const rateLimit = { requests: 3, seconds: 60 };

  test('is as many requests as a client likes, when there is none', async () => {
    const service = await testService();
    for (let i = 0; i < 100; i += 1)
      expect((await service.as(ann, 'GET', `${STATUS}?id=x`)).status).toBe(200);
  });

  test('beyond, requests of the client are refused with 429, and those of others are not', async () => {
    const service = await testService({ rateLimit });
    const ask = (client = ann) => service.as(client, 'GET', `${STATUS}?id=x`);
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 200]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.json()).toMatchObject({
      status: 429,
      type: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
      detail: expect.stringMatching(/^This client sends too many requests\. Try again in \d+ s\.$/),
    });
    expect((await ask(bob)).status).toBe(200);
  });

  test('holds for token requests by address, which only a proxy may tell', async () => {
    const service = await testService({ rateLimit, behindProxy: true });
    const ask = async (from: string) =>
      (
        await service.call('POST', TOKEN, {
          ...form(ann.clientId, ann.clientSecret),
          headers: { 'x-forwarded-for': from },
        })
      ).status;
    for (let i = 0; i < 3; i += 1) expect(await ask(`203.0.113.${i}, 192.0.2.1`)).toBe(200);
    expect(await ask('203.0.113.9, 192.0.2.1')).toBe(429);
    expect(await ask('192.0.2.1, 192.0.2.2')).toBe(200);
  });

  test('is not got around by a made-up address where there is no proxy', async () => {
    const service = await testService({ rateLimit });
    const ask = async (from: string) =>
      (
        await service.call('POST', TOKEN, {
          ...form(ann.clientId, ann.clientSecret),
          headers: { 'x-forwarded-for': from },
        })
      ).status;
    for (let i = 0; i < 3; i += 1) expect(await ask(`192.0.2.${i}`)).toBe(200);
    expect(await ask('192.0.2.9')).toBe(429);
  });
});

describe('wrong secrets', () => {
  test('after a few for a client no secret of it is looked at any more, not even the right one', async () => {
    const service = await testService({ limits: { tokenFailures: 3 } });
    const ask = async (id: string, secret: string) => service.call('POST', TOKEN, form(id, secret));
    for (let i = 0; i < 3; i += 1) expect((await ask('ann', `guess ${i}`)).status).toBe(401);
    const refused = await ask('ann', ann.clientSecret);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('bob', bob.clientSecret)).status).toBe(200);
  });

  test('after many from an address for any client, nor of any', async () => {
    const service = await testService({ limits: { tokenFailures: 1 } });
    for (let i = 0; i < 10; i += 1) {
      expect((await service.call('POST', TOKEN, form(`client ${i}`, 'guess'))).status).toBe(401);
    }
    expect((await service.call('POST', TOKEN, form(bob.clientId, bob.clientSecret))).status).toBe(429);
  });

  test('are not what is malformed', async () => {
    const service = await testService({ limits: { tokenFailures: 1 } });
    for (let i = 0; i < 20; i += 1)
      expect((await service.call('POST', TOKEN, form('ann', ''))).status).toBe(400);
    expect((await service.call('POST', TOKEN, form(ann.clientId, ann.clientSecret))).status).toBe(200);
  });
});

describeWithRedis('servers that share a queue', (redis) => {
  test('count together', async () => {
    const images = await temporaryFolder();
    const options = { queue: redis.url(), images, rateLimit: { requests: 2, seconds: 600 } };
    const [one, other] = [await testService(options), await testService(options)];
    const ask = async (service: TestService) => (await service.as(ann, 'GET', `${STATUS}?id=x`)).status;
    expect([await ask(one), await ask(other), await ask(one), await ask(other)]).toEqual([
      200, 200, 429, 429,
    ]);
  });

  test('count each for itself while Redis is away', async () => {
    const rateLimit = { requests: 1, seconds: 600 };
    const { rates, close } = await openRateLimits({ queue: redis.url(), rateLimit, tokenFailures: 1 });
    onTestFinished(close);
    await redis.kill();
    onTestFinished(() => redis.start());
    await rates.countClient('ann');
    await expect(rates.countClient('ann')).rejects.toMatchObject({ status: 429 });
    await rates.countFailure('192.0.2.1', 'ann');
    await expect(rates.checkFailures('192.0.2.1', 'ann')).rejects.toMatchObject({ status: 429 });
  });
});
