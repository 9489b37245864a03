import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A server that is in no hurry. */
export interface SlowServer extends AsyncDisposable {
  readonly url: string;
}

const answer = JSON.stringify({ id: 'task', taskStatus: 'Processing', responseStatusCode: 'NotReady' });
const processing = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`;

/**
 * Starts a server that never accepts an image: of three uploads it does not read one, reads one slowly, and one to its
 * end without an answer. Asked for a task, it says now and then that the task is being processed, and else nothing.
 */
export async function startSlowServer(): Promise<SlowServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    const kind = connections++ % 3;
    let requests = 0;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      if (bytes.subarray(0, 4).toString('latin1') === 'GET ') {
        if (requests++ % 4 !== kind) socket.write(processing);
        return;
      }
      if (kind === 0) socket.pause();
      if (kind === 1) {
        socket.pause();
        setTimeout(() => socket.resume(), 5);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
