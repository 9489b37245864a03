import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DetectRegions } from './client.ts';
import { AbortError, InvalidInputError, NetworkError } from './errors/index.ts';
import { fastClock } from './testing/fast-clock.ts';
import { largePng } from './testing/images.ts';
import { thrownBy } from './testing/thrown.ts';

let folder: string;
let path: string;
const closing: (() => void)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-'));
  path = join(folder, 'large.png');
  await writeFile(path, largePng(20_000_000));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const client = (port: number): DetectRegions =>
  new DetectRegions({ baseUrl: `http://127.0.0.1:${port}`, accessToken: 'token', clock: fastClock });

const listen = (server: Server | ReturnType<typeof createTcpServer>): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    closing.push(() => server.close());
  });

/** Handles on the images that this process has. */
async function openHandles(): Promise<number> {
  const names = await readdir('/proc/self/fd');
  const targets = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return targets.filter((target) => target.startsWith(folder)).length;
}

it.skipIf(!existsSync('/proc/self/fd'))('leaves no file open when uploads are aborted', async () => {
  // It reads a little, and then no more.
  const port = await listen(
    createServer((request) => {
      request.once('data', () => request.pause());
      closing.push(() => request.destroy());
    }),
  );
  const made = client(port);
  const controllers = Array.from({ length: 40 }, () => new AbortController());
  const all = controllers.map(({ signal }) => thrownBy(AbortError, () => made.submit({ path }, { signal })));
  await expect.poll(openHandles).toBeGreaterThan(0);
  for (const controller of controllers) controller.abort();
  for (const error of await Promise.all(all)) expect(error.maybeSent).toBe(false);
  expect(await openHandles()).toBe(0);
});

it.skipIf(!existsSync('/proc/self/fd'))(
  'leaves no file open at whatever moment an upload is aborted',
  async () => {
    const small = join(folder, 'small.png');
    await writeFile(small, largePng(200_000));
    const made = client(
      await listen(
        createServer((request, response) => {
          request.resume().on('end', () => response.end('task-1'));
        }),
      ),
    );
    let aborted = 0;
    for (const image of [small, path]) {
      for (let turns = 0; turns < 40; turns++) {
        const controller = new AbortController();
        const result = made.submit({ path: image }, { signal: controller.signal }).catch(() => aborted++);
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
        controller.abort();
        await result;
        expect(await openHandles()).toBe(0);
      }
    }
    expect(aborted).toBeGreaterThan(20);
  },
);

it.skipIf(!existsSync('/proc/self/fd'))(
  'lets go of a stream of Node and its file, aborted or refused',
  async () => {
    const port = await listen(
      createServer((request) => {
        request.once('data', () => request.pause());
        closing.push(() => request.destroy());
      }),
    );
    const controller = new AbortController();
    const aborted = createReadStream(path);
    const { signal } = controller;
    const result = thrownBy(AbortError, () => client(port).submit(aborted, { signal }));
    await expect.poll(openHandles).toBe(1);
    controller.abort();
    expect((await result).maybeSent).toBe(false);
    expect(aborted.destroyed).toBe(true);

    // From its second byte it is no image.
    const refused = createReadStream(path, { start: 1 });
    await thrownBy(InvalidInputError, () => client(port).submit(refused));
    expect(refused.destroyed).toBe(true);
    await expect.poll(openHandles).toBe(0);
  },
);

it.each([
  ['while it is called', (controller: AbortController) => setImmediate(() => controller.abort())],
  ['as soon as it is called', (controller: AbortController) => queueMicrotask(() => controller.abort())],
  ['before it is called', (controller: AbortController) => controller.abort()],
])('a stream is let go of when the submission is aborted %s', async (_name, abort) => {
  const made = client(await listen(createServer((request) => request.resume())));
  const node = createReadStream(path);
  let cancelled = false;
  const web = new ReadableStream<Uint8Array>({
    cancel: () => {
      cancelled = true;
    },
  });
  for (const stream of [node, web]) {
    const controller = new AbortController();
    abort(controller);
    await thrownBy(AbortError, () => made.submit(stream, { signal: controller.signal }));
  }
  expect({ node: node.destroyed, web: cancelled }).toEqual({ node: true, web: true });
});

it('sends an image again when the connection broke in its middle, since it was surely not accepted', async () => {
  let connections = 0;
  let received = 0;
  const port = await listen(
    createTcpServer((socket) => {
      const number = ++connections;
      closing.push(() => socket.destroy());
      socket.on('error', () => {});
      let tail = '';
      socket.on('data', (data) => {
        received += data.length;
        if (number === 1 && received > 1_000_000) socket.resetAndDestroy();
        tail = (tail + data.toString('latin1')).slice(-100);
        if (tail.endsWith('"}}'))
          socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\ntask-1');
      });
    }),
  );
  const task = await client(port).submit({ path });
  expect(task.id).toBe('task-1');
  expect(connections).toBe(2);
});

it('does not wait for requestTimeout while an upload makes progress, and does when it stalls', async () => {
  const slow = await listen(
    createServer(async (request, response) => {
      for await (const _ of request) await new Promise((resolve) => setTimeout(resolve, 5));
      response.end('task-1');
    }),
  );
  // The whole takes far longer than the timeout; each piece does not.
  const options = { accessToken: 'token', clock: fastClock, maxRetries: 0, deadline: Infinity };
  const made = new DetectRegions({
    ...options,
    baseUrl: `http://127.0.0.1:${slow}`,
    requestTimeout: 100_000,
  });
  expect((await made.submit({ path })).id).toBe('task-1');
});

it('gives up an upload that nobody reads, and says that it was not accepted', async () => {
  const port = await listen(
    createTcpServer((socket) => {
      socket.pause();
      socket.on('error', () => {});
      closing.push(() => socket.destroy());
    }),
  );
  const made = new DetectRegions({
    baseUrl: `http://127.0.0.1:${port}`,
    accessToken: 'token',
    clock: fastClock,
    maxRetries: 0,
    requestTimeout: 20_000,
  });
  await expect(made.submit({ path })).rejects.toMatchObject({
    code: 'timeout',
    maybeSent: false,
    retryable: true,
  });
});

it('says that an image may have been accepted when the connection breaks after its end', async () => {
  const port = await listen(
    createServer((request) => {
      request.resume().on('end', () => request.socket.destroy());
    }),
  );
  expect(await thrownBy(NetworkError, () => client(port).submit({ path }))).toMatchObject({
    maybeSent: true,
  });
});

describe.each([
  ['before its first bytes', 0],
  ['halfway', 500_000],
])('an image that stops coming %s', (_name, given) => {
  const abortSoon = (): AbortSignal => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    return controller.signal;
  };
  const sink = (): Promise<number> =>
    listen(
      createServer((request, response) => {
        request.resume().on('end', () => response.end('task-1'));
      }),
    );

  it('holds nobody up: a web stream', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        if (given > 0) controller.enqueue(largePng(given));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const made = client(await sink());
    const error = await thrownBy(AbortError, () => made.submit(stream, { signal: abortSoon() }));
    expect(error.maybeSent).toBe(false);
    expect(cancelled).toBe(true);
  });

  it('holds nobody up: a stream of Node', async () => {
    const stream = new Readable({ read: () => {} });
    if (given > 0) stream.push(largePng(given));
    const made = client(await sink());
    const error = await thrownBy(AbortError, () => made.submit(stream, { signal: abortSoon() }));
    expect(error.maybeSent).toBe(false);
    expect(stream.destroyed).toBe(true);
  });

  it('holds nobody up: an async generator', async () => {
    async function* generator(): AsyncGenerator<Uint8Array> {
      if (given > 0) yield largePng(given);
      await new Promise(() => {});
    }
    const made = client(await sink());
    const error = await thrownBy(AbortError, () => made.submit(generator(), { signal: abortSoon() }));
    expect(error.maybeSent).toBe(false);
  });
});
