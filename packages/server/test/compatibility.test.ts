// What official clients of the API were seen to need.
import { defaultSettings } from '@detect-regions/spec';
import { describe, expect, test } from 'vitest';
import { ann, PNG, plainRequest, STATUS, TASKS, TOKEN, testService } from './service.ts';

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('submitting', () => {
  test('answers text/plain with the bare GUID, no quotes, whatever the caller accepts', async () => {
    const service = await testService();
    for (const accept of [
      'text/plain',
      'application/json',
      '*/*',
      'text/plain, application/json, text/json',
    ]) {
      const answer = await service.as(ann, 'POST', TASKS, {
        headers: { accept, 'content-type': 'application/json' },
        body: JSON.stringify({ image: PNG, settings: {} }),
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain\b/);
      expect(answer.text).toMatch(guid);
    }
  });

  test('accepts Rotate as well as rotate', async () => {
    const service = await testService();
    await service.submit({ image: PNG, settings: { Rotate: 90 } });
    expect((await service.engine.next()).settings).toMatchObject({ rotate: 90 });
  });

  test('takes rotate when both are given, and names Rotate when that is wrong', async () => {
    const service = await testService();
    await service.submit({ image: PNG, settings: { Rotate: 90, rotate: 180 } });
    expect((await service.engine.next()).settings).toMatchObject({ rotate: 180 });
    const answer = await service.submit({ image: PNG, settings: { Rotate: 'ninety' } });
    expect(answer.status).toBe(400);
    expect(answer.json().detail).toBe('settings.Rotate must be an integer.');
  });

  test('ignores members that it does not know', async () => {
    const service = await testService();
    const answer = await service.submit({
      image: PNG,
      extra: { deep: [1] },
      settings: {
        makeSpellCheck: true,
        resultType: 'Text',
        regions: [{ x: 1 }],
        language: 'German',
        Language: 1,
      },
    });
    expect(answer.status).toBe(200);
    const { settings } = await service.engine.next();
    expect(settings).toEqual({ ...defaultSettings, language: 'German' });
  });

  test('takes settings that are empty or left out', async () => {
    const service = await testService();
    expect((await service.submit({ image: PNG, settings: {} })).status).toBe(200);
    expect((await service.submit({ image: PNG })).status).toBe(200);
  });

  test('answers at /v5.0/DetectRegions as at /v5.0/ocr/DetectRegions', async () => {
    const service = await testService();
    const { text: id } = await service.as(ann, 'POST', '/v5.0/DetectRegions', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ image: PNG, settings: {} }),
    });
    expect(id).toMatch(guid);
    expect((await service.as(ann, 'GET', `/v5.0/DetectRegions?id=${id}`)).json()).toMatchObject({ id });
    expect((await service.as(ann, 'GET', `/v5.0/Utilities/GetTaskStatus?id=${id}`)).json()).toMatchObject({
      id,
    });
    expect((await service.as(ann, 'DELETE', `/v5.0/DetectRegions?id=${id}`)).status).toBe(200);
    expect((await service.as(ann, 'GET', `${TASKS}?id=${id}`)).json()).toMatchObject({
      taskStatus: 'NotExist',
    });
  });

  test('answers 400 at once to bytes that are no image', async () => {
    const service = await testService();
    const answer = await service.submit({ image: Buffer.from('just text').toString('base64'), settings: {} });
    expect(answer.status).toBe(400);
    expect(answer.json().detail).toMatch(/^image must be a BMP, GIF, JPEG, PDF, PNG, SVG or TIFF/);
  });
});

describe('asking', () => {
  test.each([
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['text/plain, application/json, text/json', 'application/json'],
    ['text/plain', 'text/plain'],
    ['text/json', 'text/json'],
  ])('Accept: %s is answered as %s, with the same JSON', async (accept, type) => {
    const service = await testService();
    const id = await service.task();
    for (const path of [TASKS, STATUS]) {
      const answer = await service.as(ann, 'GET', `${path}?id=${id}`, { headers: { accept } });
      expect(answer.headers.get('content-type')?.split(';')[0]).toBe(type);
      expect(answer.json()).toMatchObject({ id });
    }
  });

  test('no Accept header is answered as JSON', async () => {
    const service = await testService();
    const authorization = `Bearer ${await service.token()}`;
    const answer = await plainRequest(`${service.url}${TASKS}?id=x`, {
      method: 'GET',
      headers: { authorization },
    });
    expect(answer.headers['content-type']).toMatch(/^application\/json\b/);
  });

  test('messages and warnings are left out, never null or empty, and there are no extra members', async () => {
    const service = await testService();
    const id = await service.task();
    const call = await service.engine.next();
    expect((await service.as(ann, 'GET', `${TASKS}?id=${id}`)).json()).toEqual({
      id,
      taskStatus: 'Processing',
      responseStatusCode: 'NotReady',
    });
    call.finish({ regions: [{ left: 0, top: 8, right: 697, bottom: 441 }] });
    await finished(service, id);
    expect((await service.as(ann, 'GET', `${TASKS}?id=${id}`)).json()).toEqual({
      id,
      taskStatus: 'Completed',
      responseStatusCode: 'Ok',
      results: [{ type: 'Other', data: 'W1swLCA4LCA2OTcsIDQ0MV1d' }],
    });
    expect((await service.as(ann, 'GET', `${STATUS}?id=${id}`)).json()).toEqual({
      id,
      taskStatus: 'Completed',
      responseStatusCode: 'Ok',
    });
  });

  test('every answer has its id, also for an id that is no GUID', async () => {
    const service = await testService();
    for (const id of ['46ab3e7f-6a9c-4fb1-b9a5', 'no guid ä', '"quoted"', '0']) {
      for (const path of [TASKS, STATUS]) {
        const answer = await service.as(ann, 'GET', `${path}?id=${encodeURIComponent(id)}`);
        expect(answer.status).toBe(200);
        expect(answer.json()).toEqual({ id, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' });
      }
    }
  });
});

describe('cancelling', () => {
  test('answers 200 without a body, also for an unknown id; the id does not exist from then on', async () => {
    const service = await testService();
    const id = await service.task();
    for (let time = 0; time < 2; time += 1) {
      const answer = await service.as(ann, 'DELETE', `${TASKS}?id=${id}`);
      expect(answer.status).toBe(200);
      expect(answer.text).toBe('');
      expect(answer.headers.get('content-length')).toBe('0');
      expect((await service.as(ann, 'GET', `${STATUS}?id=${id}`)).json()).toMatchObject({
        taskStatus: 'NotExist',
      });
    }
  });
});

describe('without a good token', () => {
  test('the answer is 401 as application/json ProblemDetails, with WWW-Authenticate: Bearer', async () => {
    const service = await testService();
    for (const accept of ['text/plain', 'application/json', '*/*']) {
      const answer = await service.call('GET', `${TASKS}?id=x`, { headers: { accept } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.json()).toEqual({
        type: expect.stringMatching(/^https:/),
        title: 'Unauthorized',
        status: 401,
        detail: expect.stringMatching(/./),
        instance: TASKS,
      });
    }
  });
});

describe('getting a token', () => {
  const grant = { grant_type: 'client_credentials' };
  const credentials = { client_id: ann.clientId, client_secret: ann.clientSecret };
  const form = (members: Record<string, string>): FormData => {
    const data = new FormData();
    for (const [name, value] of Object.entries(members)) data.append(name, value);
    return data;
  };
  const basic = `Basic ${Buffer.from(`${ann.clientId}:${ann.clientSecret}`).toString('base64')}`;
  const encoded = `Basic ${Buffer.from(`${ann.clientId}:secret+of%20ann`).toString('base64')}`;

  test.each([
    ['a form', { body: new URLSearchParams({ ...grant, ...credentials }) }],
    ['multipart', { body: form({ ...grant, ...credentials }) }],
    ['HTTP Basic', { body: new URLSearchParams(grant), headers: { authorization: basic } }],
    ['HTTP Basic, form-encoded', { body: new URLSearchParams(grant), headers: { authorization: encoded } }],
  ])('works by %s', async (_, init) => {
    const service = await testService();
    const answer = await service.call('POST', TOKEN, init);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expires_in: 3600,
      token_type: 'Bearer',
    });
    const authorization = `bearer ${answer.json().access_token}`;
    expect((await service.call('GET', `${TASKS}?id=x`, { headers: { authorization } })).status).toBe(200);
  });
});

async function finished(service: Awaited<ReturnType<typeof testService>>, id: string): Promise<void> {
  for (;;) {
    const { responseStatusCode } = (await service.as(ann, 'GET', `${STATUS}?id=${id}`)).json();
    if (responseStatusCode !== 'NotReady') return;
  }
}
