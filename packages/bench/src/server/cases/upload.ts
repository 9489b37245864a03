import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { makeImage } from '../../image.ts';
import { startHelper } from '../../process.ts';
import { reportOf } from '../../report.ts';
import { interleave } from '../../rounds.ts';
import { formatSize } from '../../size.ts';
import type { JsonBodyQuestion } from '../../workers/json-body.ts';
import { BenchService, smallBody } from '../service.ts';
import type { ServerCase, ServerSetting } from './case.ts';

const measures = ['one, peak over idle', 'four, peak over idle', 'one', 'four'] as const;

/** How much of the image is encoded at a time, in bytes: a multiple of 3, so that the pieces can be joined. */
const PIECE = 3 * 128 * 1024;

/** Where to upload, and what the process tells of its memory, in bytes. */
interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  memory(question: 'idle' | 'peak'): Promise<number>;
}

/** What a large image costs the process that takes it in. */
export const upload: ServerCase = {
  name: 'upload',
  title: 'a large image comes in; then four at once: memory at most beyond that of the idle process',
  async run(setting) {
    const image = makeImage(setting.size);
    const runs = await interleave({
      peers: ['json body', 'service'],
      measures,
      rounds: setting.rounds,
      turn: (peer) =>
        peer === 'service'
          ? withService(setting, (target) => turn(target, image))
          : withJsonBody(setting, (target) => turn(target, image)),
    });
    const goal = (atMost: number) => [{ of: 'service', as: 'value', atMost }] as const;
    return {
      case: upload.name,
      title: upload.title,
      conditions: { image: formatSize(setting.size), rounds: setting.rounds },
      measures: reportOf(
        [
          { name: measures[0], unit: 'MB', reference: 'json body', goals: goal(60) },
          { name: measures[1], unit: 'MB', reference: 'json body', goals: goal(200) },
          { name: measures[2], unit: 'ms', reference: 'json body' },
          { name: measures[3], unit: 'ms', reference: 'json body' },
        ],
        runs,
      ),
    };
  },
};

async function turn(target: Target, image: Uint8Array): Promise<Record<(typeof measures)[number], number>> {
  const idle = await target.memory('idle');
  const one = await cost(target, image, 1);
  await target.memory('idle');
  const four = await cost(target, image, 4);
  return {
    'one, peak over idle': (one.peak - idle) / 1e6,
    'four, peak over idle': (four.peak - idle) / 1e6,
    one: one.ms,
    four: four.ms,
  };
}

async function cost(
  target: Target,
  image: Uint8Array,
  atOnce: number,
): Promise<{ readonly peak: number; readonly ms: number }> {
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, () => send(target, image)));
  const ms = performance.now() - start;
  return { peak: await target.memory('peak'), ms };
}

async function send({ url, headers }: Target, image: Uint8Array): Promise<void> {
  function* body(): Generator<string, void, undefined> {
    yield '{"settings":{},"image":"';
    for (let at = 0; at < image.byteLength; at += PIECE) {
      yield Buffer.from(image.buffer, at, Math.min(PIECE, image.byteLength - at)).toString('base64');
    }
    yield '"}';
  }
  const outgoing = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
  });
  const answer = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  // One that refuses may close the connection while the image still comes; its answer says more.
  pipeline(Readable.from(body()), outgoing).catch(() => undefined);
  const [incoming] = await answer;
  const said = await text(incoming);
  if (incoming.statusCode !== 200) throw new Error(`The image was refused: ${said}`);
}

async function withService<T>(
  { folder, size }: ServerSetting,
  body: (target: Target) => Promise<T>,
): Promise<T> {
  const data = await mkdtemp(join(folder, 'data-'));
  // Nobody looks at the images: that they come in is measured, not what the engine makes of them.
  await using service = await BenchService.start({
    options: { data, limits: { imageBytes: size, storedBytes: 10 * size } },
    engine: 'asleep',
  });
  // What a first request loads and compiles is no cost of an image.
  await service.submit(smallBody);
  return await body({
    url: service.submitUrl,
    headers: service.headers,
    memory: (type) => service.ask({ type }),
  });
}

async function withJsonBody<T>({ folder }: ServerSetting, body: (target: Target) => Promise<T>): Promise<T> {
  const helper = startHelper<JsonBodyQuestion, string | number>('workers/json-body');
  try {
    const url = (await helper.ask({ type: 'start', folder })) as string;
    await (await fetch(url, { method: 'POST', body: smallBody })).text();
    return await body({ url, headers: {}, memory: async (type) => (await helper.ask({ type })) as number });
  } finally {
    await helper.close();
  }
}
