import { connect, type Socket } from 'node:net';

/** Between two bytes of a slow client, in milliseconds. */
const PAUSE = 1000;

/** Clients that each hold a connection by sending a byte now and then, and come again when they are cut off. */
export class SlowClients implements Disposable {
  readonly #port: number;
  readonly #heads: readonly string[];
  readonly #sockets = new Set<Socket>();
  readonly #timer: NodeJS.Timeout;
  #ended = false;

  /**
   * @param count - half of them never end their headers, the other half never end a body
   * @param headers - of a request whose body is read
   */
  constructor(url: string, path: string, count: number, headers: Readonly<Record<string, string>>) {
    this.#port = Number(new URL(url).port);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const head = [`POST ${path} HTTP/1.1`, 'host: slow', ...lines, 'content-length: 100000'].join('\r\n');
    this.#heads = [`${head}\r\nx-slow: `, `${head}\r\n\r\n{"image":"`];
    for (let index = 0; index < count; index++) this.#open(index);
    this.#timer = setInterval(() => {
      for (const socket of this.#sockets) socket.write('A');
    }, PAUSE);
  }

  #open(index: number): void {
    const socket = connect(this.#port, '127.0.0.1');
    this.#sockets.add(socket);
    socket.write(this.#heads[index % this.#heads.length] ?? '');
    socket.resume().on('error', () => undefined);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      if (!this.#ended) this.#open(index);
    });
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    clearInterval(this.#timer);
    for (const socket of this.#sockets) socket.destroy();
  }
}
