import {
  type Detection,
  DetectRegions,
  DetectRegionsError,
  type DetectRegionsEvent,
  type DetectRegionsOptions,
  decodeBase64,
  encodeBase64,
  type ImageInput,
} from '@detect-regions/sdk';
import { picture, pictureLength, pictureSize, sha256 } from './picture.ts';
import type { ScenarioName, Seen } from './stub.ts';
import type { Check, Suite, World } from './suite.ts';

const regions = [{ left: 0, top: 8, right: 697, bottom: 441 }];
const picked = ({ regions, width, height }: Detection): object => ({ regions, width, height });

/** An address of a scenario that nobody else visits. */
const visit = ({ base }: World, scenario: ScenarioName): string =>
  `${base}/${scenario}/${crypto.randomUUID()}`;

const seen = async (baseUrl: string): Promise<Seen> =>
  (await fetch(`${baseUrl}/seen`)).json() as Promise<Seen>;

const client = (baseUrl: string, options: DetectRegionsOptions = {}): DetectRegions =>
  new DetectRegions({
    baseUrl,
    clientId: 'id',
    clientSecret: 's3cret',
    dangerouslyAllowBrowser: true,
    // The stub is done at once.
    pollPrice: 1,
    ...options,
  });

/** What an error tells, the parts that should be the same everywhere. */
async function failure(work: Promise<unknown>): Promise<object> {
  try {
    await work;
    return { error: 'none' };
  } catch (error) {
    if (!(error instanceof DetectRegionsError)) throw error;
    const { name, code, status, taskId, maybeSent, retryable } = error;
    return { name, code, status, taskId, maybeSent, retryable };
  }
}

/** An image in one of its forms arrives as it is. */
const arrives = (
  image: (world: World) => ImageInput,
  needs?: 'files',
  length: number = pictureLength,
): Check => ({
  ...(needs && { needs }),
  run: async (world) => {
    const baseUrl = visit(world, 'plain');
    const found = await client(baseUrl).detect(image(world));
    const { images, calls } = await seen(baseUrl);
    const whole = images[0]?.sha256 === (await sha256(picture(length)));
    return {
      ...picked(found),
      submitted: calls.postDetectRegions,
      lengths: images.map(({ length }) => length),
      whole,
    };
  },
  expected: () => ({ regions, ...pictureSize, submitted: 1, lengths: [length], whole: true }),
});

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

function stream(source: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

/** The SDK, by what people do with it. */
export const sdkSuite: Suite = {
  'takes bytes': arrives(() => picture()),
  'takes an ArrayBuffer': arrives(() => picture().buffer),
  'takes a Blob': arrives(() => new Blob([picture()])),
  'takes a ReadableStream': arrives(() => stream(pieces(picture(), 77_777))),
  'takes an async iterable': arrives(() => pieces(picture(), 77_777)),
  'takes a data: URL': arrives(() => new URL(`data:image/png;base64,${encodeBase64(picture())}`)),
  'takes Base64': arrives(() => ({ base64: encodeBase64(picture()) })),
  'takes a path': arrives(({ files }) => ({ path: files?.image ?? '' }), 'files'),
  'takes a file: URL': arrives(({ files }) => new URL(`file://${files?.image}`), 'files'),

  'takes an address': arrives(({ base }) => ({ url: `${base}/page.png` })),
  'takes an address that leads to another': arrives(({ base }) => ({ url: `${base}/moved.png` })),
  'takes 5 MB': arrives(() => new Blob([picture(5_000_000)]), undefined, 5_000_000),

  'names a file that is not there': {
    needs: 'files',
    run: (world) => failure(client(visit(world, 'plain')).submit({ path: `${world.files?.folder}none.png` })),
    expected: () => ({
      name: 'InvalidInputError',
      code: 'invalid-input',
      maybeSent: false,
      retryable: false,
    }),
  },

  'names an address that it can not have an image from': {
    run: async (world) => {
      const { base } = world;
      const addresses = [`${base}/none.png`, `${base}/elsewhere.png`, 'http://elsewhere.example/page.png'];
      const baseUrl = visit(world, 'plain');
      const told = await Promise.all(addresses.map((url) => failure(client(baseUrl).submit({ url }))));
      return { told, calls: (await seen(baseUrl)).calls };
    },
    expected: () => ({
      told: Array(3).fill({
        name: 'InvalidInputError',
        code: 'invalid-input',
        maybeSent: false,
        retryable: false,
      }),
      calls: {},
    }),
  },

  'says who it is where it may': {
    run: async (world) => {
      const baseUrl = visit(world, 'plain');
      await client(baseUrl, { userAgent: 'app/1' }).submit(picture(100));
      return (await seen(baseUrl)).userAgent?.includes('detect-regions-sdk app/1');
    },
    expected: (kind) => kind !== 'page',
  },

  'keeps a secret out of pages': {
    run: async (world) => {
      const { base, kind } = world;
      try {
        new DetectRegions({ baseUrl: base, clientId: 'id', clientSecret: 's3cret' });
        return { kind, refused: false };
      } catch (error) {
        return { kind, refused: true, quoted: String(error).includes('s3cret') };
      }
    },
    expected: (kind) => (kind === 'page' ? { kind, refused: true, quoted: false } : { kind, refused: false }),
  },

  'lets go of an upload that is aborted in the middle': {
    run: async (world) => {
      const baseUrl = visit(world, 'stalling');
      const stop = new AbortController();
      // More than fits into the buffers on the way.
      const image = new Blob(Array(8).fill(picture(5_000_000)));
      const told = failure(client(baseUrl).detect(image, { signal: stop.signal }));
      await fetch(`${baseUrl}/upload-begun`);
      stop.abort();
      const error = await told;
      await fetch(`${baseUrl}/upload-ended`);
      return { ...error, images: (await seen(baseUrl)).images };
    },
    // A page hands over the whole Blob at once, and can't see how far it got.
    expected: (kind) => ({
      name: 'AbortError',
      code: 'aborted',
      maybeSent: kind === 'page',
      retryable: false,
      images: [],
    }),
  },

  'closes the source of an upload that is aborted': {
    run: async (world) => {
      const stop = new AbortController();
      let closed = false;
      async function* endless(): AsyncGenerator<Uint8Array> {
        try {
          yield picture(100_000);
          for (let piece = 0; ; piece++) {
            if (piece === 20) stop.abort();
            yield new Uint8Array(100_000);
          }
        } finally {
          closed = true;
        }
      }
      const { signal } = stop;
      return { ...(await failure(client(visit(world, 'plain')).detect(endless(), { signal }))), closed };
    },
    expected: () => ({
      name: 'AbortError',
      code: 'aborted',
      maybeSent: false,
      retryable: false,
      closed: true,
    }),
  },

  'replaces a token that is refused': {
    run: async (world) => {
      const baseUrl = visit(world, 'stale-token');
      const told: string[] = [];
      const onEvent = (event: DetectRegionsEvent): void => {
        if (event.type === 'token' || event.type === 'retry') told.push(`${event.type} ${event.reason}`);
      };
      const found = await client(baseUrl, { onEvent }).detect(new Blob([picture()]));
      const { calls, images } = await seen(baseUrl);
      return {
        ...picked(found),
        told,
        tokens: calls.postToken,
        posts: calls.postDetectRegions,
        whole: images.length,
      };
    },
    expected: () => ({
      regions,
      ...pictureSize,
      told: ['token missing', 'retry auth', 'token rejected'],
      tokens: 2,
      posts: 2,
      whole: 1,
    }),
  },

  'waits as long as a busy service asks': {
    run: async (world) => {
      const baseUrl = visit(world, 'rate-limited');
      const delays: number[] = [];
      const onEvent = (event: DetectRegionsEvent): void => {
        if (event.type === 'retry') delays.push(event.delay);
      };
      const found = await client(baseUrl, { onEvent }).detect(picture());
      const { calls } = await seen(baseUrl);
      return {
        ...picked(found),
        posts: calls.postDetectRegions,
        waited: delays.map((delay) => delay >= 1_000),
      };
    },
    expected: () => ({ regions, ...pictureSize, posts: 2, waited: [true] }),
  },

  'follows no redirect': {
    run: async (world) => {
      const baseUrl = visit(world, 'redirecting');
      const error = await failure(client(baseUrl, { maxRetries: 0 }).submit(new Blob([picture()])));
      const { calls, elsewhere } = await seen(baseUrl);
      return { ...error, posts: calls.postDetectRegions, elsewhere };
    },
    // A page is not told why a request failed.
    expected: (kind) => ({
      ...(kind === 'page'
        ? { name: 'NetworkError', code: 'network', maybeSent: true }
        : { name: 'ProtocolError', code: 'protocol', maybeSent: false }),
      ...(kind === 'worker' && { status: 307 }),
      retryable: false,
      posts: 1,
      elsewhere: 0,
    }),
  },

  'tells of an address that is not the service': {
    run: (world) => failure(client(visit(world, 'missing')).task('task-1').result()),
    expected: () => ({
      name: 'ProtocolError',
      code: 'protocol',
      status: 404,
      taskId: 'task-1',
      retryable: false,
    }),
  },

  'tells of a service that is not there': {
    run: ({ nowhere }) =>
      failure(
        client(nowhere, {
          accessToken: 'mine',
          clientId: undefined,
          clientSecret: undefined,
          maxRetries: 0,
        }).submit(picture(100)),
      ),
    expected: (kind) => ({
      name: 'NetworkError',
      code: 'network',
      // Pages and workers are not told whether there was a connection.
      maybeSent: kind !== 'process',
      retryable: kind === 'process',
    }),
  },

  'tells of an answer that breaks off': {
    run: (world) => failure(client(visit(world, 'breaking'), { maxRetries: 0 }).task('task-1').result()),
    expected: () => ({
      name: 'NetworkError',
      code: 'network',
      status: 200,
      taskId: 'task-1',
      retryable: true,
    }),
  },

  'tells of an answer that does not come': {
    run: (world) =>
      failure(client(visit(world, 'silent'), { maxRetries: 0, requestTimeout: 100 }).task('task-1').result()),
    expected: () => ({ name: 'TimeoutError', code: 'timeout', taskId: 'task-1', retryable: true }),
  },

  'works through many images': {
    run: async (world) => {
      const baseUrl = visit(world, 'plain');
      const images: ImageInput[] = [
        picture(1_000),
        new Blob([picture(2_000)]),
        new Uint8Array(9),
        picture(300_000),
      ];
      const items: unknown[] = [];
      for await (const item of client(baseUrl).detectAll(images, { concurrency: 2, pollPrice: 1 })) {
        items.push(item.ok ? picked(item.value) : (item.error as DetectRegionsError).code);
      }
      return { items, posts: (await seen(baseUrl)).calls.postDetectRegions };
    },
    expected: () => {
      const found = { regions, ...pictureSize };
      return { items: [found, found, 'invalid-input', found], posts: 3 };
    },
  },

  'cancels a task that goes out of use': {
    run: async (world) => {
      const baseUrl = visit(world, 'plain');
      const task = await client(baseUrl).submit(picture(100));
      await task[Symbol.asyncDispose]();
      return (await seen(baseUrl)).calls;
    },
    expected: () => ({ postToken: 1, postDetectRegions: 1, cancelDetectRegions: 1 }),
  },

  'pays once where a Map notes it': {
    run: async (world) => {
      const baseUrl = visit(world, 'plain');
      const noting = client(baseUrl, { store: new Map() });
      const twice = [await noting.detect(picture()), await noting.detect(new Blob([picture()]))];
      return { found: twice.map(picked), posts: (await seen(baseUrl)).calls.postDetectRegions };
    },
    expected: () => ({ found: Array(2).fill({ regions, ...pictureSize }), posts: 1 }),
  },

  'pays once where a file notes it': {
    needs: 'files',
    run: async (world) => {
      const baseUrl = visit(world, 'plain');
      const found: object[] = [];
      for (let round = 0; round < 2; round++) {
        const store = world.files?.fileStore(`${world.files.folder}tasks.jsonl`);
        found.push(picked(await client(baseUrl, { store }).detect({ path: world.files?.image ?? '' })));
        await store?.close();
      }
      return { found, posts: (await seen(baseUrl)).calls.postDetectRegions };
    },
    expected: () => ({ found: Array(2).fill({ regions, ...pictureSize }), posts: 1 }),
  },

  'brings Base64 there and back': {
    run: async () => {
      const bytes = picture(3_000_001);
      const back = decodeBase64(encodeBase64(bytes));
      return back.length === bytes.length && back.every((byte, index) => byte === bytes[index]);
    },
    expected: () => true,
  },
};
