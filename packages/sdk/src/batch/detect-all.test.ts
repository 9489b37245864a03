import { describe, expect, it, vi } from 'vitest';
import { AbortError, DetectionFailedError, InvalidInputError } from '../errors/index.ts';
import type { ImageInput } from '../image/open.ts';
import { png } from '../testing/images.ts';
import { type Answer, completed, failed, json, pending, text } from '../testing/loopback.ts';
import { client, events, service, useService } from '../testing/service.ts';
import { thrownBy } from '../testing/thrown.ts';

useService();

/** An answer that comes when it is let go, and how many wait for that. */
function held(answer: Answer): { answer: Answer; waiting: () => number; letGo: (count?: number) => void } {
  const queue: (() => void)[] = [];
  let open = false;
  return {
    answer: async (request, response) => {
      if (!open) await new Promise<void>((resolve) => queue.push(resolve));
      await answer(request, response);
    },
    waiting: () => queue.length,
    letGo: (count) => {
      open ||= count === undefined;
      for (const go of queue.splice(0, count ?? queue.length)) go();
    },
  };
}

/** Accepts each image as a task of its own: the width of the image, so that a test can tell them apart. */
function acceptEach(): void {
  service.answer('postDetectRegions', (request, response) => {
    const { image } = JSON.parse(request.body) as { image: string };
    return text(200, `task-${Buffer.from(image, 'base64').readUInt32BE(16)}`)(request, response);
  });
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

/** Images of the widths 1, 2, 3…, and what became of their source. */
function source(count: number): {
  images: Generator<Uint8Array>;
  pulled: () => number;
  closed: () => boolean;
} {
  let pulled = 0;
  let closed = false;
  return {
    images: (function* () {
      try {
        while (pulled < count) yield png(++pulled);
      } finally {
        closed = true;
      }
    })(),
    pulled: () => pulled,
    closed: () => closed,
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('detectAll', () => {
  it('gives an item for each image, in their order, with what was given', async () => {
    acceptEach();
    const images = [
      { image: png(1), name: 'a' },
      { image: png(2), name: 'b' },
      { image: png(3), name: 'c' },
    ];
    const items = await all(client().detectAll(images));
    expect(items.map(({ index, input, ok }) => [index, input.name, ok])).toEqual([
      [0, 'a', true],
      [1, 'b', true],
      [2, 'c', true],
    ]);
    expect(items.map((item) => item.ok && [item.value.taskId, item.value.regions.length])).toEqual([
      ['task-1', 1],
      ['task-2', 1],
      ['task-3', 1],
    ]);
  });

  it.each([
    [
      'an async generator',
      async function* () {
        yield png(1);
        yield png(2);
      },
    ],
    [
      'a stream',
      () =>
        new ReadableStream({
          start: (c) => {
            c.enqueue(png(1));
            c.enqueue(png(2));
            c.close();
          },
        }),
    ],
    ['promises', () => [Promise.resolve(png(1)), png(2)]],
    ['a set', () => new Set([png(1), png(2)])],
  ])('takes %s', async (_name, make) => {
    const items = await all(client().detectAll(make() as AsyncIterable<Uint8Array>));
    expect(items.map((item) => item.ok && item.value.width)).toEqual([1, 2]);
  });

  it('ends at once when there is no image, and sends nothing', async () => {
    expect(await all(client().detectAll([]))).toEqual([]);
    expect(service.requests).toEqual([]);
  });

  it('goes on after a failure, whether of the image, its settings or its task', async () => {
    acceptEach();
    service.answer('getDetectRegions', (request, response) =>
      (request.url.endsWith('task-3') ? failed : completed)(request, response),
    );
    const images = [
      { path: '/no/such/image.png' },
      { image: png(2), settings: { rotate: 'left' } },
      png(3),
      undefined,
      { image: png(5), settings: 'German' },
      png(6),
    ] as unknown as ImageInput[];
    const items = await all(client().detectAll(images));
    expect(items.map((item) => (item.ok ? 'ok' : (item.error as { code: string }).code))).toEqual([
      'invalid-input',
      'invalid-input',
      'detection-failed',
      'invalid-input',
      'invalid-input',
      'ok',
    ]);
    expect(items[1]).toMatchObject({ error: { field: 'settings.rotate' } });
    expect(items[2]).toMatchObject({ input: png(3), error: expect.any(DetectionFailedError) });
  });

  it('takes a Blob with a method called image, as Bun has it, for the image', async () => {
    const blob = Object.assign(new Blob([png(7)]), { image: () => {} });
    const items = await all(client().detectAll([blob]));
    expect(items).toMatchObject([{ ok: true, value: { width: 7 } }]);
  });

  it("sends the batch's settings, and an image's own before them", async () => {
    const images = [png(), { image: png(), settings: { language: 'German' } as const }];
    const options = { settings: { language: 'French', rotate: 90 }, concurrency: 1 } as const;
    const items = await all(client().detectAll(images, options));
    expect(
      items.map((item) => item.ok && [item.value.settings.language, item.value.settings.rotate]),
    ).toEqual([
      ['French', 90],
      ['German', 90],
    ]);
  });

  it('shares one token', async () => {
    await all(client().detectAll(source(20).images));
    expect(service.count('postToken')).toBe(1);
    expect(service.count('postDetectRegions')).toBe(20);
  });

  it('has one listener on the signal, however many are in flight, and none afterwards', async () => {
    const controller = new AbortController();
    const add = vi.spyOn(AbortSignal.prototype, 'addEventListener');
    const remove = vi.spyOn(controller.signal, 'removeEventListener');
    await all(client().detectAll(source(40).images, { concurrency: 20, signal: controller.signal }));
    const listeners = new Map<unknown, number>();
    for (const signal of add.mock.contexts) listeners.set(signal, (listeners.get(signal) ?? 0) + 1);
    add.mockRestore();
    expect(listeners.get(controller.signal)).toBe(1);
    expect(remove).toHaveBeenCalledTimes(1);
    expect(Math.max(...listeners.values())).toBeLessThanOrEqual(10);
  });

  it('has no more in flight than concurrency, and pulls none before there is room', async () => {
    const { answer, waiting, letGo } = held(completed);
    service.answer('getDetectRegions', answer);
    const { images, pulled } = source(50);
    const batch = client().detectAll(images, { concurrency: 4 });
    const first = batch.next();
    await until(() => waiting() === 4);
    expect(pulled()).toBe(4);
    letGo(1);
    await until(() => waiting() === 4);
    expect(pulled()).toBe(5);
    letGo();
    expect(await first).toMatchObject({ value: { index: expect.any(Number) } });
    await batch.return();
  });

  it.each(['input', 'completed'] as const)(
    'waits for a consumer that is slow, with at most twice the concurrency at hand (order: %s)',
    async (order) => {
      const { images, pulled, closed } = source(1_000);
      const batch = client().detectAll(images, { concurrency: 3, order });
      expect(pulled()).toBe(0);
      let seen = 0;
      for await (const _item of batch) {
        seen++;
        for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
        expect(pulled()).toBeLessThanOrEqual(seen + 6);
        if (seen === 10) break;
      }
      expect(closed()).toBe(true);
    },
  );

  it.each([
    ['completed', [1, 2, 0]],
    ['input', [0, 1, 2]],
  ] as const)('gives items in the order that it is told: %s', async (order, expected) => {
    acceptEach();
    const slow = held(completed);
    const polled: string[] = [];
    service.answer('getDetectRegions', (request, response) => {
      polled.push(request.url);
      return (request.url.endsWith('task-1') ? slow.answer : completed)(request, response);
    });
    const indexes: number[] = [];
    const reading = (async () => {
      for await (const { index } of client().detectAll(source(3).images, { order })) {
        indexes.push(index);
      }
    })();
    await until(() => polled.length === 3 && slow.waiting() === 1);
    if (order === 'completed') await until(() => indexes.length === 2);
    slow.letGo();
    await reading;
    if (order === 'completed') indexes.splice(0, 2, ...indexes.slice(0, 2).sort());
    expect(indexes).toEqual(expected);
  });

  it('waits for one that is slow when items come in order, with at most twice the concurrency at hand', async () => {
    acceptEach();
    const slow = held(completed);
    service.answer('getDetectRegions', (request, response) =>
      (request.url.endsWith('task-1') ? slow.answer : completed)(request, response),
    );
    const { images, pulled } = source(40);
    const reading = all(client().detectAll(images, { concurrency: 3 }));
    await until(() => pulled() === 6 && service.count('getDetectRegions') >= 6);
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(pulled()).toBe(6);
    slow.letGo();
    const items = await reading;
    expect(items.map(({ index, ok }) => ok && index)).toEqual(
      Array.from({ length: 40 }, (_, index) => index),
    );
  });

  it('submits an image once that comes twice, where there is a store', async () => {
    acceptEach();
    const images = [png(1), png(2), png(1), png(2), png(1)];
    const items = await all(client({ store: new Map() }).detectAll(images));
    expect(items.map((item) => item.ok && item.value.taskId)).toEqual([
      'task-1',
      'task-2',
      'task-1',
      'task-2',
      'task-1',
    ]);
    expect(service.count('postDetectRegions')).toBe(2);
  });

  it('passes on what holds for each image', async () => {
    const seen: string[] = [];
    const items = await all(
      client().detectAll([Buffer.from('RIFF....WEBP')], {
        allowUnknownType: true,
        onResponse: (response, { operation }) => seen.push(`${operation} ${response.status}`),
      }),
    );
    expect(items).toMatchObject([{ ok: true }]);
    expect(seen).toEqual(['postDetectRegions 200', 'getDetectRegions 200']);
  });

  it('cancels the tasks in flight on break, closes the source, and leaves nothing running', async () => {
    acceptEach();
    service.answer('getDetectRegions', (request, response) =>
      (request.url.endsWith('task-1') ? completed : pending)(request, response),
    );
    const { images, closed } = source(100);
    for await (const item of client().detectAll(images, { concurrency: 4 })) {
      const asked = (id: string): boolean =>
        service.requests.some(({ method, url }) => method === 'GET' && url.endsWith(id));
      await until(() => ['task-2', 'task-3', 'task-4', 'task-5'].every(asked));
      expect(item.index).toBe(0);
      break;
    }
    expect(closed()).toBe(true);
    expect(
      service.requests
        .filter(({ method }) => method === 'DELETE')
        .map(({ url }) => url.split('=')[1])
        .sort(),
    ).toEqual(['task-2', 'task-3', 'task-4', 'task-5']);
    const before = service.requests.length;
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(service.requests.length).toBe(before);
  });

  it('leaves the tasks when told to', async () => {
    service.answer('getDetectRegions', completed, pending);
    for await (const _ of client().detectAll(source(9).images, { concurrency: 1, onAbort: 'leave' })) break;
    expect(service.count('cancelDetectRegions')).toBe(0);
  });

  it('throws what its source throws, after it has cancelled and accounted for what was in flight', async () => {
    acceptEach();
    service.answer('getDetectRegions', pending);
    const broken = new Error('The list of pages is broken.');
    const items: unknown[] = [];
    const error = await thrownBy(Error, async () => {
      const images = (async function* () {
        yield png(1);
        yield png(2);
        await until(() => service.count('getDetectRegions') >= 2);
        throw broken;
      })();
      for await (const { index, ok } of client().detectAll(images)) items.push([index, ok]);
    });
    expect(error).toBe(broken);
    expect(items.sort()).toEqual([
      [0, false],
      [1, false],
    ]);
    expect(service.count('cancelDetectRegions')).toBe(2);
  });

  it('ends with an AbortError on the signal, also when the source never gives another image', async () => {
    const controller = new AbortController();
    let closed = false;
    const images: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => controller.abort('enough')),
        return: () => {
          closed = true;
          return new Promise(() => {});
        },
      }),
    };
    const error = await thrownBy(AbortError, () =>
      all(client().detectAll(images, { signal: controller.signal })),
    );
    expect(error.cause).toBe('enough');
    expect(closed).toBe(true);
  });

  it('pulls nothing when the signal was aborted before', async () => {
    const { images, pulled } = source(3);
    await thrownBy(AbortError, () => all(client().detectAll(images, { signal: AbortSignal.abort() })));
    expect(pulled()).toBe(0);
  });

  it('gives each image a deadline of its own', async () => {
    acceptEach();
    service.answer('getDetectRegions', (request, response) =>
      (request.url.endsWith('task-2') ? pending : completed)(request, response),
    );
    const items = await all(client().detectAll(source(3).images, { deadline: 20_000 }));
    expect(items.map((item) => item.ok || (item.error as { code: string }).code)).toEqual([
      true,
      'deadline',
      true,
    ]);
  });

  it('has fewer in flight once the service says that it is too much, and no image fails for it', async () => {
    let open = 0;
    let arrived = 0;
    const together: number[] = [];
    const refused = json(429, { title: 'Too many' }, { 'retry-after': '1' });
    service.answer('postDetectRegions', async (request, response) => {
      open++;
      arrived++;
      await until(() => arrived >= 16);
      together.push(open);
      await (open > 4 ? refused : text(200, 'task-1'))(request, response);
      open--;
    });
    const items = await all(client({ maxRetries: 20 }).detectAll(source(80).images, { concurrency: 16 }));
    expect(items.filter(({ ok }) => ok)).toHaveLength(80);
    expect(events).toContainEqual(expect.objectContaining({ type: 'retry', status: 429 }));
    expect(Math.max(...together)).toBe(16);
    expect(Math.max(...together.slice(-40))).toBeLessThanOrEqual(8);
  });

  it.each([
    [undefined, {}, 'images'],
    ['page.png', {}, 'images'],
    [png(), {}, 'images'],
    [{}, {}, 'images'],
    [[], { concurrency: 0 }, 'concurrency'],
    [[], { concurrency: 1.5 }, 'concurrency'],
    [[], { order: 'random' }, 'order'],
    [[], { settings: { dsrMode: 'Lines' } }, 'settings.dsrMode'],
    [[], { signal: {} }, 'signal'],
    [[], { deadline: 0 }, 'deadline'],
    [[], { onAbort: 'stop' }, 'onAbort'],
    [[], { pollPrice: 0 }, 'pollPrice'],
    [[], { resubmit: 'sometimes' }, 'resubmit'],
    [[], { onResponse: 'log' }, 'onResponse'],
  ])('refuses %o with %o before an image is asked for, naming %s', async (images, options, field) => {
    const error = await thrownBy(InvalidInputError, () =>
      client()
        .detectAll(images as never, options as never)
        .next(),
    );
    expect(error.field).toBe(field);
    expect(service.requests).toEqual([]);
  });
});
