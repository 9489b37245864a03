import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { downloadedImage } from './downloaded-image.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers so, and its address. */
async function serving(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('downloadedImage', () => {
  it('leaves the address to a service', async () => {
    expect(await downloadedImage('x', 'https://example.com/x').source()).toEqual({
      url: 'https://example.com/x',
    });
  });

  it('downloads once, through redirects', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serving(({ url: path }, response) => {
      asked.push(path);
      if (path === '/') response.writeHead(302, { location: '/image' }).end();
      else response.end('content');
    });
    const image = downloadedImage('x', url);
    expect(Buffer.from(await image.read()).toString()).toBe('content');
    expect(await image.read()).toBe(await image.read());
    expect(asked).toEqual(['/', '/image']);
  });

  it.each<[string, RequestListener]>([
    ['answers with status 404', (_request, response) => response.writeHead(404).end('no')],
    [
      'redirects to no https: address',
      (_request, response) => response.writeHead(302, { location: 'http://example.com/' }).end(),
    ],
    [
      'redirects to no https: address',
      (_request, response) => response.writeHead(302, { location: '/again' }).end(),
    ],
    ["can't be downloaded (UND_ERR_SOCKET)", (request) => request.socket.destroy()],
  ])('says that it %s', async (message, listener) => {
    const image = downloadedImage('x', await serving(listener));
    await expect(image.read()).rejects.toMatchObject({
      code: 'unreadable-image',
      message: expect.stringContaining(message),
    });
  });

  it.each<[string, RequestListener]>([
    [
      'tells its length',
      (_request, response) => response.writeHead(200, { 'content-length': 11 }).end('x'.repeat(11)),
    ],
    [
      'never ends',
      (_request, response) => {
        const more = (): void => {
          while (response.write('x'.repeat(10)));
          response.once('drain', more);
        };
        more();
      },
    ],
  ])('stops at the largest size when an image %s', async (_case, listener) => {
    const image = downloadedImage('x', await serving(listener), 10);
    await expect(image.read()).rejects.toMatchObject({ message: expect.stringContaining('is larger than') });
  });

  it('ends with the signal', async () => {
    const controller = new AbortController();
    const url = await serving(() => controller.abort());
    await expect(downloadedImage('x', url).read(controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
