import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** What an app would write: it is bundled for the browser, and leaves the SDK's names on `window`. */
const app = `import * as sdk from '@detect-regions/sdk'; globalThis.sdk = sdk;`;

/** Bundles the SDK as an app's bundler does for browsers. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('..', import.meta.url)),
    build: { write: false, minify: true, rolldownOptions: { input: 'virtual:app' } },
    plugins: [
      {
        name: 'app',
        resolveId: (id) =>
          id === 'virtual:app' ? fileURLToPath(new URL('./virtual-app.ts', import.meta.url)) : undefined,
        load: (id) => (id.endsWith('virtual-app.ts') ? app : undefined),
      },
    ],
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output[0].code;
}

/** A page that has the SDK on `window.sdk`, and passes calls of the API on to a service of the same origin. */
export interface BrowserPage extends AsyncDisposable {
  readonly url: string;
}

async function passOn(request: IncomingMessage, response: ServerResponse, service: string): Promise<void> {
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const body = request.method === 'GET' || request.method === 'HEAD' ? null : await buffer(request);
  const answer = await fetch(`${service}${request.url}`, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    body,
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** Serves the page, an image at `/page.jpg`, and the API of a service. */
export async function serveBrowserPage(service: string, image: URL): Promise<BrowserPage> {
  const [script, bytes] = await Promise.all([bundle(), readFile(image)]);
  const files = new Map<string, [string, string | Buffer]>([
    ['/', ['text/html', '<!doctype html><title>app</title><script type="module" src="/app.js"></script>']],
    ['/app.js', ['text/javascript', script]],
    ['/page.jpg', ['image/jpeg', bytes]],
  ]);
  const server: Server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file) response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
    else
      passOn(request, response, service).catch((error: Error) => response.writeHead(502).end(error.message));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
