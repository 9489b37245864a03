// The page at / and its files.
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { servers } from '@detect-regions/spec';
import { describe, expect, test } from 'vitest';
import { plainRequest, STATUS, TASKS, TOKEN, testService } from './service.ts';

const folder = new URL('../dist/playground/', import.meta.url);

/** The page's script, by its path, and the bytes of it. */
async function script(): Promise<{ path: string; text: string }> {
  const page = await readFile(new URL('index.html', folder), 'utf8');
  const [, path = ''] = /src="\.(\/assets\/[^"]+\.js)"/.exec(page) ?? [];
  return { path, text: await readFile(new URL(`.${path}`, folder), 'utf8') };
}

describe('the page', () => {
  test('is at /, and is asked for anew each time', async () => {
    const service = await testService();
    const { status, headers, text } = await service.call('GET', '/');
    expect({ status, text }).toEqual({
      status: 200,
      text: await readFile(new URL('index.html', folder), 'utf8'),
    });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-cache');
    const etag = String(headers.get('etag'));
    const again = await service.call('GET', '/', { headers: { 'if-none-match': etag } });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
  });

  test('loads nothing from elsewhere, runs nothing that is written in it, and can not be framed', async () => {
    const service = await testService();
    const { headers } = await service.call('GET', '/');
    const policy = Object.fromEntries(
      String(headers.get('content-security-policy'))
        .split('; ')
        .map((directive) => [directive.split(' ', 1)[0], directive.split(' ').slice(1).join(' ')]),
    );
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' blob: data:",
      'connect-src': `'self' ${servers.cloud}`,
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  test('leaves the answers of the API as they are', async () => {
    const service = await testService();
    for (const path of ['/healthz', STATUS, '/nothing', '/assets/nothing.js', '/playground/config']) {
      const { headers } = await service.call('GET', path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('permissions-policy')).toBeNull();
    }
  });

  test('can be left out', async () => {
    const service = await testService({ playground: false });
    const { path } = await script();
    for (const [method, at] of [
      ['GET', '/'],
      ['GET', path],
      ['GET', '/playground/config'],
      ['POST', '/playground/token'],
      ['POST', '/playground/preview'],
    ] as const) {
      expect([at, (await service.call(method, at)).status]).toEqual([at, 404]);
    }
  });

  test('is no line in the usual log, and one name in the metrics', async () => {
    const service = await testService();
    const { path } = await script();
    await service.call('GET', '/');
    await service.call('GET', path);
    const { text } = await service.call('GET', '/metrics');
    expect(service.log.filter(({ operation }) => operation === 'playground')).toMatchObject([
      { level: 'debug', path: '/' },
      { level: 'debug', path },
    ]);
    expect(text).toMatch(/_count\{operation="playground",status="200"\} 2/);
  });
});

describe('its files', () => {
  test('may be kept for ever: their names tell what is in them', async () => {
    const service = await testService({ ownsProcess: false });
    const { path, text } = await script();
    const answer = await service.call('GET', path);
    expect(answer.text).toBe(text);
    expect(answer.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
    ['', undefined, (bytes: Buffer) => bytes],
  ])('are compressed as the browser likes: %j', async (accepted, encoding, unpack) => {
    const service = await testService();
    const { path, text } = await script();
    // fetch would unpack them.
    const sent = request(service.url + path, { headers: { 'accept-encoding': accepted } }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const bytes = await buffer(answer);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(unpack(bytes).toString()).toBe(text);
    if (encoding !== undefined) expect(bytes.length).toBeLessThan(text.length / 2);
  });

  test('are all told by HEAD as by GET', async () => {
    const service = await testService();
    const { path } = await script();
    for (const at of ['/', path]) {
      const { status, text, headers } = await service.call('HEAD', at);
      expect({ status, text }).toEqual({ status: 200, text: '' });
      expect(headers.get('content-type')).toBe((await service.call('GET', at)).headers.get('content-type'));
    }
  });

  test('are all that can be had: no way leads out of their folder', async () => {
    const service = await testService();
    // The bundle of the server is beside the folder.
    expect(await readdir(new URL('..', folder))).toContain('index.js');
    for (const path of [
      '/../index.js',
      '/assets/../../index.js',
      '/..%2findex.js',
      '/%2e%2e/index.js',
      '/assets/%2e%2e/%2e%2e/index.js',
      '/..\\index.js',
      '/..%5cindex.js',
      '//etc/passwd',
      '/assets/',
      '/assets',
      '/.%00./index.js',
      '/assets/%',
    ]) {
      const { status } = await plainRequest(service.url, { method: 'GET', headers: {}, path });
      // Some are no path of a URL at all.
      expect([path, status === 404 || status === 400]).toEqual([path, true]);
    }
  });

  test('take no other method', async () => {
    const service = await testService();
    const { status, headers } = await service.call('POST', '/');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    for (const path of [TASKS, TOKEN]) expect((await service.call('PUT', path)).status).toBe(405);
  });
});
