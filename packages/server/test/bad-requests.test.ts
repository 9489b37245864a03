import { describe, expect, test } from 'vitest';
import { ann, PNG, plainRequest, STATUS, TASKS, TOKEN, testService } from './service.ts';

const json = { 'content-type': 'application/json' };

describe('submissions are refused with 400 that names the field', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  test.each<[string, unknown, RegExp]>([
    ['no image', { settings: {} }, /^image is missing\.$/],
    ['an empty image', { image: '' }, /^image must have at least 4 characters\.$/],
    ['an image that is no text', { image: 5 }, /^image must be a string\.$/],
    ['a null image', { image: null }, /^image must be a string\.$/],
    [
      'an image that is no Base64',
      { image: 'no*Base64!!!' },
      /^image must be Base64 .* does not belong there/,
    ],
    ['an image in URL-safe Base64', { image: 'iVBO-_8=' }, /^image must be Base64 .*URL-safe/],
    [
      'line breaks in the Base64',
      { image: `${PNG.slice(0, 40)}\r\n${PNG.slice(40)}` },
      /^image must be Base64 .*white space/,
    ],
    ['an image that is cut off', { image: PNG.slice(0, -3) }, /^image must be Base64 .*cut off/],
    ['a data URL', { image: `data:image/png;base64,${PNG}` }, /^image must be Base64 .*without the "data:/],
    [
      'text as image',
      { image: base64('hello, this is text') },
      /^image must be a BMP, .* SVG or TIFF; its bytes are none of these\. Convert it/,
    ],
    [
      'an image that the engine reads and the API does not take',
      { image: base64('RIFF\x1a\0\0\0WEBPVP8 ') },
      /^image must be a BMP, .* SVG or TIFF; its bytes are WEBP\. Convert it/,
    ],
    ['HTML as image', { image: base64('<!doctype html><p>x') }, /^image must be a BMP/],
    ['much text as image', { image: base64('text '.repeat(10_000)) }, /^image must be a BMP/],
    ['settings that are no object', { image: PNG, settings: [] }, /^settings must be an object\.$/],
    ['null settings', { image: PNG, settings: null }, /^settings must be an object\.$/],
    [
      'an unknown dsrMode',
      { image: PNG, settings: { dsrMode: 'x' } },
      /^settings\.dsrMode must be one of: Regions, /,
    ],
    [
      'an unknown language',
      { image: PNG, settings: { language: 'Klingon' } },
      /^settings\.language must be one of: /,
    ],
    ['rotate 1.5', { image: PNG, settings: { rotate: 1.5 } }, /^settings\.rotate must be an integer\.$/],
    [
      'rotate beyond 32 bits',
      { image: PNG, settings: { rotate: 2 ** 31 } },
      /^settings\.rotate must be at most 2147483647/,
    ],
    [
      'a text for a boolean',
      { image: PNG, settings: { makeUpsampling: 'yes' } },
      /^settings\.makeUpsampling must be a boolean/,
    ],
    ['a null setting', { image: PNG, settings: { dsrConfidence: null } }, /^settings\.dsrConfidence must be/],
    ['no object', [PNG], /^The body must be an object\.$/],
    ['a text', JSON.stringify('x'), /^The body must be an object\.$/],
    ['null', 'null', /^The body must be an object\.$/],
    ['nothing', '', /^The body must be JSON/],
    ['half a body', `{"image":"${PNG}"`, /^The body must be JSON/],
    ['a line break in a text', `{"image":"${PNG}\n"}`, /^image must be Base64 .*white space/],
    ['a NUL in a text', `{"image":"\0${PNG}"}`, /^image must be Base64 .*does not belong there/],
    ['a line break in another text', `{"image":"${PNG}","a":"\n"}`, /^The body must be JSON/],
    ['two images', `{"image":"${PNG}","image":"${PNG}"}`, /^image must be given once\.$/],
    ['deep nesting', `{"image":"${PNG}","a":${'['.repeat(100)}${']'.repeat(100)}}`, /nested at most 64 deep/],
    ['very deep nesting', '['.repeat(900_000), /nested at most 64 deep/],
  ])('%s', async (_, body, detail) => {
    const service = await testService();
    const answer = await service.submit(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(answer.json()).toMatchObject({ status: 400, title: 'Bad Request', instance: TASKS });
    expect(answer.json().detail).toMatch(detail);
    expect(service.engine.calls).toHaveLength(0);
  });

  test('all faults of the settings are named at once', async () => {
    const service = await testService();
    const { detail } = (
      await service.submit({ image: PNG, settings: { rotate: 'x', makeUpsampling: 1 } })
    ).json();
    expect(detail).toMatch(
      /settings\.rotate .*settings\.makeUpsampling |settings\.makeUpsampling .*settings\.rotate /,
    );
  });

  test('invalid UTF-8', async () => {
    const service = await testService();
    const body = Buffer.concat([
      Buffer.from(`{"image":"${PNG}","a":"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]);
    const answer = await service.as(ann, 'POST', TASKS, { headers: json, body });
    expect(answer.status).toBe(400);
    expect(answer.json().detail).toMatch(/UTF-8/);
  });

  test('a member named __proto__ changes nothing', async () => {
    const service = await testService();
    const body = `{"image":"${PNG}","__proto__":{"polluted":1},"settings":{"__proto__":{"rotate":90,"polluted":1},"constructor":1}}`;
    expect((await service.submit(body)).status).toBe(200);
    const { settings } = await service.engine.next();
    expect(settings?.rotate).toBe(0);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('what JSON allows is accepted', () => {
  test.each([
    ['the image last', `{"settings":{"rotate":90},"image":"${PNG}"}`],
    ['white space anywhere', ` {\n"settings" : { "rotate" : 90 } ,\t"image" : "${PNG}" }\r\n`],
    [
      'slashes and pluses as escapes',
      `{"settings":{"rotate":90},"image":"${PNG.replaceAll('/', '\\/').replaceAll('+', '\\u002B')}"}`,
    ],
    ['names as escapes', `{"setting\\u0073":{"rotate":90},"\\u0069mage":"${PNG}"}`],
    ['a byte order mark', `\ufeff{"settings":{"rotate":90},"image":"${PNG}"}`],
  ])('%s', async (_, body) => {
    const service = await testService();
    expect((await service.submit(body)).status).toBe(200);
    const call = await service.engine.next();
    expect(Buffer.from(call.image).toString('base64')).toBe(PNG);
    expect(call.settings).toMatchObject({ rotate: 90 });
  });
});

describe('ids', () => {
  test.each([
    ['none', '', 'id is missing.'],
    ['an empty one', '?id=', 'id must not be empty.'],
    ['two', '?id=a&id=b', 'id must be given once.'],
    ['one that is too long', `?id=${'a'.repeat(201)}`, 'id must have at most 200 characters.'],
  ])('%s is refused with 400', async (_, query, detail) => {
    const service = await testService();
    for (const [method, path] of [
      ['GET', TASKS],
      ['DELETE', TASKS],
      ['GET', STATUS],
    ] as const) {
      const answer = await service.as(ann, method, path + query);
      expect(answer.status).toBe(400);
      expect(answer.json().detail).toBe(detail);
    }
  });

  test('other parameters are ignored, whatever they are named', async () => {
    const service = await testService();
    expect((await service.as(ann, 'GET', `${TASKS}?id=a&x=1&x=2&__proto__=1&constructor=1`)).status).toBe(
      200,
    );
  });
});

describe('refusals come in order', () => {
  test('404 for a path that there is not, also without a token', async () => {
    const service = await testService();
    for (const path of [
      '/playground',
      '/v5.0',
      '/v5.0/ocr/DetectRegion',
      '/v5.0/ocr/DetectRegions/x',
      '/../etc/passwd',
      '/%2e%2e/x',
    ]) {
      const answer = await service.call('GET', path);
      expect(answer.status).toBe(404);
      expect(answer.json()).toMatchObject({ status: 404, title: 'Not Found' });
    }
  });

  test.each([
    ['PUT', TASKS, 'POST, GET, HEAD, DELETE'],
    ['PATCH', TASKS, 'POST, GET, HEAD, DELETE'],
    ['OPTIONS', TASKS, 'POST, GET, HEAD, DELETE'],
    ['POST', STATUS, 'GET, HEAD'],
    ['GET', TOKEN, 'POST'],
    ['HEAD', TOKEN, 'POST'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['QUERY', TASKS, 'POST, GET, HEAD, DELETE'],
  ])('405 for %s %s, with what is allowed', async (method, path, allow) => {
    const service = await testService();
    const answer = await service.as(ann, method, path);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('405 for TRACE, without an echo', async () => {
    const service = await testService();
    const answer = await plainRequest(service.url + TASKS, {
      method: 'TRACE',
      headers: { 'x-secret': 'abc' },
    });
    expect(answer.status).toBe(405);
    expect(answer.text).not.toContain('abc');
  });

  test('401 before 415, 413 and 400', async () => {
    const service = await testService({ limits: { imageBytes: 100 } });
    const large = 'x'.repeat(2_000_000);
    expect(
      (await service.call('POST', TASKS, { headers: { 'content-type': 'text/csv' }, body: large })).status,
    ).toBe(401);
    expect((await service.call('GET', TASKS)).status).toBe(401);
  });

  test.each([
    ['another media type', { 'content-type': 'text/csv' }, 'Content-Type must be application/json.'],
    ['none', {}, 'Content-Type must be application/json.'],
    ['compression', { ...json, 'content-encoding': 'gzip' }, /^The body must not be compressed/],
  ])('415 for %s, before 413 and 400', async (_, headers, detail) => {
    const service = await testService({ limits: { imageBytes: 100 } });
    const authorization = `Bearer ${await service.token()}`;
    const answer = await plainRequest(service.url + TASKS, {
      method: 'POST',
      headers: { authorization, ...headers },
      body: 'x'.repeat(2_000_000),
    });
    expect(answer.status).toBe(415);
    expect(JSON.parse(answer.text).detail).toMatch(detail);
  });

  test('parameters and case of the media type do not matter', async () => {
    const service = await testService();
    const headers = { 'content-type': 'Application/JSON ; charset=utf-8' };
    const answer = await service.as(ann, 'POST', TASKS, { headers, body: JSON.stringify({ image: PNG }) });
    expect(answer.status).toBe(200);
  });
});

describe('413', () => {
  const png = (bytes: number): string =>
    Buffer.concat([
      Buffer.from(PNG, 'base64'),
      Buffer.alloc(bytes - Buffer.from(PNG, 'base64').length),
    ]).toString('base64');

  test('an image may have as many bytes as the limit says, and not one more', async () => {
    const service = await testService({ limits: { imageBytes: 50_000 } });
    expect((await service.submit({ image: png(50_000) })).status).toBe(200);
    const answer = await service.submit({ image: png(50_001) });
    expect(answer.status).toBe(413);
    expect(answer.json()).toMatchObject({
      title: 'Content Too Large',
      detail: 'The image may have at most 50000 bytes.',
    });
  });

  test('a body that says that it is too large is refused before it is sent', async () => {
    const service = await testService({ limits: { imageBytes: 100 } });
    const head = `POST ${TASKS} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\nauthorization: Bearer ${await service.token()}\r\nconnection: close\r\n\r\n`;
    expect(await service.raw(head)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('a body in chunks that gets too large is refused, however its bytes are spent', async () => {
    const service = await testService({ limits: { imageBytes: 1000 } });
    const bodies = [
      `{"image":"${png(500_000)}"}`,
      `{"a":"${'a'.repeat(1_200_000)}"}`,
      ' '.repeat(1_200_000),
      `{"image":"iVBO${'\\u002f'.repeat(500_000)}"}`,
    ];
    for (const body of bodies) {
      const answer = await service.as(ann, 'POST', TASKS, {
        headers: json,
        body: new Blob([body]).stream(),
        ...{ duplex: 'half' },
      });
      expect(answer.status).toBe(413);
    }
  });

  test.each([
    ['401 without a token', '', 401],
    ['413 for a large body', 'content-length: 99999999', 413],
    ['415 for another type', 'content-type: text/csv', 415],
  ])('a client that waits with its body is told %s, and never sends it', async (_, header, status) => {
    const service = await testService({ limits: { imageBytes: 1000 } });
    const authorization = status === 401 ? '' : `authorization: Bearer ${await service.token()}`;
    const headers = ['content-type: application/json', authorization, header, 'expect: 100-continue'].filter(
      Boolean,
    );
    const unique = new Map(headers.map((line) => [line.split(':')[0], line]));
    const answer = await service.raw(
      `POST ${TASKS} HTTP/1.1\r\nhost: x\r\n${[...unique.values()].join('\r\n')}\r\n\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/^connection: close$/im);
  });

  test('the connection lives on, and the next request is answered', async () => {
    const service = await testService({ limits: { imageBytes: 1000 } });
    const authorization = `authorization: Bearer ${await service.token()}`;
    const body = JSON.stringify({ image: png(200_000) });
    const post = `POST ${TASKS} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${authorization}\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const get = `GET ${TASKS}?id=x HTTP/1.1\r\nhost: x\r\n${authorization}\r\nconnection: close\r\n\r\n`;
    const statuses = (await service.raw(post + get)).match(/HTTP\/1\.1 \d+/g);
    expect(statuses).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });
});
