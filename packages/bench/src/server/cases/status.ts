import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHelper } from '../../process.ts';
import { reportOf } from '../../report.ts';
import { interleave } from '../../rounds.ts';
import { load } from '../load.ts';
import { BenchService, bodyOf, smallBody } from '../service.ts';
import type { ServerCase, ServerSetting } from './case.ts';

/** Autocannon's own default. */
const CONNECTIONS = 10;
/** More pages than any engine looks at in the time that a load lasts, a second. */
const PAGES_PER_SECOND = 50;

// This file is packages/bench/{src,dist}/server/cases/status.*.
const page = fileURLToPath(new URL('../../../../../docs/pages/article.jpg', import.meta.url));

/** How quickly the service answers while nothing else is to be done, and while the engine has all that it can do. */
export const status: ServerCase = {
  name: 'status',
  title:
    'calls for the status of a task: while the service is idle, and while the real engine works all the time',
  async run(setting) {
    const { rounds, seconds } = setting;
    const idle = await interleave({
      peers: ['bare node:http', 'service'],
      measures: ['idle', 'idle, p99'],
      rounds,
      async turn(peer) {
        const { rate, p99 } = peer === 'service' ? await idleService(setting) : await bareHttp(setting);
        return { idle: rate, 'idle, p99': p99 };
      },
    });
    const busy = await interleave({
      peers: ['no priorities', 'service'],
      measures: ['at full load', 'at full load, p99', 'pages meanwhile'],
      rounds,
      async turn(peer) {
        const { rate, p99, pages } = await busyService(setting, peer === 'service');
        return { 'at full load': rate, 'at full load, p99': p99, 'pages meanwhile': pages };
      },
    });
    const of = 'service';
    return {
      case: status.name,
      title: status.title,
      conditions: { connections: CONNECTIONS, seconds, rounds },
      measures: [
        ...reportOf(
          [
            {
              name: 'idle',
              unit: '/s',
              reference: 'bare node:http',
              goals: [{ of, as: 'value', atLeast: 5000 }],
            },
            { name: 'idle, p99', unit: 'ms', reference: null },
          ],
          idle,
        ),
        ...reportOf(
          [
            {
              name: 'at full load',
              unit: '/s',
              reference: 'no priorities',
              goals: [{ of, as: 'value', atLeast: 1000 }],
            },
            {
              name: 'at full load, p99',
              unit: 'ms',
              reference: 'no priorities',
              goals: [{ of, as: 'value', atMost: 25 }],
            },
            { name: 'pages meanwhile', unit: 'pages/s', reference: null },
          ],
          busy,
        ),
      ],
    };
  },
};

async function bareHttp({ seconds }: ServerSetting): Promise<{ rate: number; p99: number }> {
  const helper = startHelper<'start', string>('workers/bare-http');
  try {
    return await load({ url: await helper.ask('start'), headers: {}, connections: CONNECTIONS, seconds });
  } finally {
    await helper.close();
  }
}

async function idleService({ folder, seconds }: ServerSetting): Promise<{ rate: number; p99: number }> {
  const data = await mkdtemp(join(folder, 'data-'));
  await using service = await BenchService.start({ options: { data }, engine: 'asleep' });
  const id = await service.submit(smallBody);
  return await load({
    url: service.statusUrl(id),
    headers: service.headers,
    connections: CONNECTIONS,
    seconds,
  });
}

async function busyService(
  { folder, seconds }: ServerSetting,
  background: boolean,
): Promise<{ rate: number; p99: number; pages: number }> {
  const data = await mkdtemp(join(folder, 'data-'));
  const engine = background ? 'background' : 'foreground';
  const pages = seconds * PAGES_PER_SECOND;
  const limits = { pendingTasks: pages };
  await using service = await BenchService.start({ options: { data, limits }, engine });
  const body = await bodyOf(page);
  // Loads the models.
  await service.finished(await service.submit(body));
  const ids: string[] = [];
  for (let index = 0; index < pages; index++) ids.push(await service.submit(body));
  const before = await service.ask({ type: 'completed' });
  const { rate, p99 } = await load({
    url: service.statusUrl(ids.at(-1) ?? ''),
    headers: service.headers,
    connections: CONNECTIONS,
    seconds,
  });
  const after = await service.ask({ type: 'completed' });
  return { rate, p99, pages: (after - before) / seconds };
}
