import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A proxy on this machine. */
export interface ConnectProxy extends AsyncDisposable {
  readonly url: string;
  /** The hosts and ports that it was asked to connect to. */
  readonly asked: string[];
}

/** Starts a proxy that tunnels (CONNECT) and knows one host by name, which is this machine. */
export async function startConnectProxy(host: string): Promise<ConnectProxy> {
  const asked: string[] = [];
  const server = createServer((_request, response) => void response.writeHead(405).end());
  server.on('connect', ({ url = '' }, client, head) => {
    asked.push(url);
    const [name, port] = url.split(':');
    if (name !== host) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const target = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    // Either end may go away at any time.
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
