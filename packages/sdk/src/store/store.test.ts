import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  AbortError,
  GoneError,
  InDoubtError,
  InvalidInputError,
  NetworkError,
  QuotaError,
  StoreError,
} from '../errors/index.ts';
import { largePng, png } from '../testing/images.ts';
import { broken, completed, failed, pending, text, unknown } from '../testing/loopback.ts';
import { client, service, useService } from '../testing/service.ts';
import { thrownBy } from '../testing/thrown.ts';

useService();
afterEach(() => void vi.useRealTimers());

const day = 24 * 60 * 60 * 1_000;
const passTime = (duration: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + duration });
};

describe('with a store', () => {
  it('an image is submitted once, and its result read again', async () => {
    const store = new Map<string, string>();
    const first = await client({ store }).detect(png(7, 9));
    const second = await client({ store }).detect(png(7, 9));
    expect(second).toEqual(first);
    expect(service.count('postDetectRegions')).toBe(1);
    expect([...store.keys()]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect([...store.values()].join()).not.toMatch(/s3cret|token-1|iVBOR/);
  });

  it('submit gives the task that there is', async () => {
    const store = new Map<string, string>();
    const tasks = [await client({ store }).submit(png()), await client({ store }).submit(png())];
    expect(tasks.map((task) => JSON.stringify(task))[1]).toBe(JSON.stringify(tasks[0]));
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('the same bytes are the same image, however they come and whatever the order of the settings', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'detect-regions-'));
    const bytes = largePng(2_500_000);
    try {
      const path = join(folder, 'page.png');
      await writeFile(path, bytes);
      const made = client({ store: new Map() });
      await made.submit(bytes, { settings: { rotate: 90, dsrMode: 'LineDetector' } });
      const settings = { dsrMode: 'LineDetector', rotate: 90, language: 'English' } as const;
      for (const image of [{ path }, new Blob([bytes]), { base64: Buffer.from(bytes).toString('base64') }]) {
        await made.submit(image, { settings });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('other bytes, other settings and other services are other images', async () => {
    const store = new Map<string, string>();
    const made = client({ store });
    const bytes = largePng(2_500_000);
    await made.submit(bytes);
    bytes[2_499_999] = (bytes.at(-1) ?? 0) ^ 1;
    await made.submit(bytes);
    await made.submit(bytes, { settings: { rotate: 1 } });
    await client({ store, baseUrl: service.url.replace('127.0.0.1', 'localhost') })
      .submit(bytes)
      .catch(() => {});
    expect(store.size).toBe(4);
  });

  it('calls for one image at the same time submit it once', async () => {
    const made = client({ store: new Map() });
    const items: boolean[] = [];
    for await (const { ok } of made.detectAll(Array.from({ length: 20 }, () => png()))) items.push(ok);
    expect(items).toEqual(Array(20).fill(true));
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('one that waits for the submission of another can be aborted by itself', async () => {
    let answerNow = (): void => {};
    const asked = new Promise<void>((resolve) => {
      service.answer('postDetectRegions', async (request, response) => {
        resolve();
        await new Promise<void>((go) => {
          answerNow = go;
        });
        return text(200, 'task-1')(request, response);
      });
    });
    const made = client({ store: new Map(), deadline: Infinity, requestTimeout: Infinity });
    const first = made.detect(png());
    await asked;
    const controller = new AbortController();
    const second = made.detect(png(), { signal: controller.signal });
    setImmediate(() => controller.abort());
    await thrownBy(AbortError, () => second);
    answerNow();
    expect((await first).taskId).toBe('task-1');
  });

  it('after 24 hours an image is a new one', async () => {
    const store = new Map<string, string>();
    await client({ store }).detect(png());
    passTime(day - 1_000);
    await client({ store }).detect(png());
    expect(service.count('postDetectRegions')).toBe(1);
    passTime(day);
    await client({ store }).detect(png());
    expect(service.count('postDetectRegions')).toBe(2);
  });

  it('a task that the service has dropped is submitted anew, once', async () => {
    const store = new Map<string, string>();
    await client({ store }).submit(png());
    service.answer('getDetectRegions', unknown, completed);
    expect((await client({ store }).detect(png())).regions).toHaveLength(1);
    expect(service.count('postDetectRegions')).toBe(2);
    service.answer('getDetectRegions', unknown);
    await thrownBy(GoneError, () => client({ store }).detect(png()));
    expect(service.count('postDetectRegions')).toBe(3);
  });

  it('a task that failed or was cancelled is forgotten', async () => {
    const store = new Map<string, string>();
    const made = client({ store });
    service.answer('getDetectRegions', failed);
    await made.detect(png()).catch(() => {});
    expect(store.size).toBe(0);
    await (await made.submit(png())).cancel();
    expect(store.size).toBe(0);
    service.answer('getDetectRegions', pending);
    const signal = AbortSignal.timeout(50);
    await thrownBy(AbortError, () => made.detect(png(), { signal, deadline: Infinity }));
    expect(store.size).toBe(0);
    await thrownBy(AbortError, () =>
      made.detect(png(), { signal: AbortSignal.timeout(50), deadline: Infinity, onAbort: 'leave' }),
    );
    expect(store.size).toBe(1);
  });

  it('an image is noted before it is sent', async () => {
    const store = new Map<string, string>();
    let noted: string[] = [];
    service.answer('postDetectRegions', (request, response) => {
      noted = [...store.values()];
      return text(200, 'task-1')(request, response);
    });
    await client({ store }).submit(png());
    expect(noted).toEqual([expect.stringContaining('intent')]);
  });

  it('one that was surely not accepted is no doubt', async () => {
    const store = new Map<string, string>();
    service.answer('postDetectRegions', text(402, ''), text(200, 'task-1'));
    await thrownBy(QuotaError, () => client({ store }).submit(png()));
    expect(store.size).toBe(0);
    expect((await client({ store }).submit(png())).id).toBe('task-1');
  });

  it('one that may have been accepted is told to be in doubt until somebody decides', async () => {
    const store = new Map<string, string>();
    service.answer('postDetectRegions', broken, text(402, ''), text(200, 'task-1'));
    await thrownBy(NetworkError, () => client({ store }).submit(png()));
    const error = await thrownBy(InDoubtError, () => client({ store }).detect(png()));
    expect(error).toMatchObject({
      code: 'in-doubt',
      maybeSent: true,
      retryable: false,
      key: [...store.keys()][0],
    });
    expect(Math.abs(Number(error.submittedAt) - Date.now())).toBeLessThan(60_000);
    expect(error.message).toContain("resubmit: 'always'");
    expect(service.count('postDetectRegions')).toBe(1);
    // An attempt that is refused does not settle the older doubt.
    await thrownBy(QuotaError, () => client({ store }).submit(png(), { resubmit: 'always' }));
    await thrownBy(InDoubtError, () => client({ store }).submit(png()));
    expect((await client({ store }).submit(png(), { resubmit: 'always' })).id).toBe('task-1');
    expect((await client({ store }).submit(png())).id).toBe('task-1');
    expect(service.count('postDetectRegions')).toBe(3);
  });

  it('a stream is refused before anything is sent, and says what to pass', async () => {
    const error = await thrownBy(InvalidInputError, () =>
      client({ store: new Map() }).submit(new Blob([png()]).stream()),
    );
    expect(error).toMatchObject({ field: 'image', message: expect.stringContaining('path') });
    expect(service.requests).toEqual([]);
  });

  it.each(['get', 'set'] as const)(
    'a store whose %s fails stops the image before it is sent',
    async (method) => {
      const cause = new Error('The disk is full.');
      const store = new Map<string, string>();
      const bad = { ...mapStore(store), [method]: () => Promise.reject(cause) };
      const error = await thrownBy(StoreError, () => client({ store: bad }).submit(png()));
      expect(error).toMatchObject({ code: 'store', maybeSent: false, cause });
      expect(service.count('postDetectRegions')).toBe(0);
    },
  );

  it('a store that fails after the image was accepted does not lose its task', async () => {
    const store = new Map<string, string>();
    let writes = 0;
    const bad = {
      ...mapStore(store),
      set: () => {
        if (++writes === 2) throw new Error('The disk is full.');
      },
    };
    const error = await thrownBy(StoreError, () => client({ store: bad }).submit(png()));
    expect(error.taskId).toBe('task-1');
  });

  it('a value that is none of ours is told, not overwritten', async () => {
    for (const value of ['nonsense', '{}', 'null', '{"state":"accepted","submittedAt":1}']) {
      const store = { get: () => value, set: vi.fn(), delete: vi.fn() };
      await thrownBy(StoreError, () => client({ store }).submit(png()));
      expect(store.set).not.toHaveBeenCalled();
    }
  });

  it.each([null, 'file', {}, { get: () => '' }])('refuses %o', async (store) => {
    const error = await thrownBy(InvalidInputError, () => client({ store: store as never }));
    expect(error.field).toBe('store');
  });
});

function mapStore(map: Map<string, string>): {
  get(key: string): string | undefined;
  set(key: string, value: string): unknown;
  delete(key: string): unknown;
} {
  return {
    get: (key) => map.get(key),
    set: (key, value) => map.set(key, value),
    delete: (key) => map.delete(key),
  };
}
