import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHelper } from '../../process.ts';
import { reportOf } from '../../report.ts';
import { interleave } from '../../rounds.ts';
import type { PageLoop } from '../../workers/page-loop.ts';
import type { WorkerQuestion } from '../../workers/queue-worker.ts';
import { startRedis } from '../redis.ts';
import { BenchService, bodyOf } from '../service.ts';
import type { ServerCase } from './case.ts';

/** Processes with an engine, with a thread each. */
const WORKERS = 2;
const THREADS = 1;
/** How often each page is looked at in a round. */
const TIMES = 4;
const ALONE = 'engine alone';

// This file is packages/bench/{src,dist}/server/cases/workers.*.
const pages = fileURLToPath(new URL('../../../../../docs/pages/', import.meta.url));

/** What the queue, the storage and HTTP take from the engine. */
export const workers: ServerCase = {
  name: 'workers',
  title: `pages a second of ${WORKERS} processes with ${THREADS} thread each: in a loop, and as server and worker with a queue on Redis`,
  async run({ rounds, folder }) {
    const files = await pageFiles();
    const runs = await interleave({
      peers: [ALONE, 'service'],
      measures: ['pages'],
      rounds,
      async turn(peer) {
        const ms = peer === ALONE ? await inLoops(files) : await throughQueue(files, folder);
        return { pages: files.length / (ms / 1000) };
      },
    });
    const goals = [{ of: 'service', as: 'ratio', atLeast: 0.9 }] as const;
    return {
      case: workers.name,
      title: workers.title,
      conditions: { pages: files.length, rounds },
      measures: reportOf([{ name: 'pages', unit: 'pages/s', reference: ALONE, goals }], runs),
    };
  },
};

/** The files of all pages, again and again; neighbours are alike, so that each process has the same to do. */
async function pageFiles(): Promise<string[]> {
  const names = (await readdir(pages)).filter((name) => name.endsWith('.jpg')).toSorted();
  const twice = names.flatMap((name) => Array<string>(WORKERS).fill(join(pages, name)));
  return Array.from({ length: TIMES / WORKERS }, () => twice).flat();
}

async function inLoops(files: readonly string[]): Promise<number> {
  const loops = Array.from({ length: WORKERS }, () => startHelper<PageLoop, number>('workers/page-loop'));
  try {
    // Models are loaded and code is compiled before it counts.
    await Promise.all(loops.map((loop) => loop.ask({ files: files.slice(0, 1), threads: THREADS })));
    const times = await Promise.all(
      loops.map((loop, index) => {
        const own = files.filter((_, place) => place % WORKERS === index);
        return loop.ask({ files: own, threads: THREADS });
      }),
    );
    return Math.max(...times);
  } finally {
    await Promise.all(loops.map((loop) => loop.close()));
  }
}

async function throughQueue(files: readonly string[], folder: string): Promise<number> {
  const own = await mkdtemp(join(folder, 'queue-'));
  const images = join(own, 'images');
  await using redis = await startRedis(own);
  await using service = await BenchService.start({
    options: { queue: redis.url, images },
    engine: 'background',
    threads: THREADS,
  });
  const others = Array.from({ length: WORKERS - 1 }, () =>
    startHelper<WorkerQuestion, string>('workers/queue-worker'),
  );
  try {
    await Promise.all(others.map((other) => other.ask({ queue: redis.url, images, threads: THREADS })));
    const bodies = new Map<string, string>();
    for (const file of files) bodies.set(file, bodies.get(file) ?? (await bodyOf(file)));
    const submitAll = (some: readonly string[]): Promise<string[]> =>
      Promise.all(some.map((file) => service.submit(bodies.get(file) ?? '')));
    const warm = await submitAll(files.slice(0, 2 * WORKERS));
    for (const id of warm) await service.finished(id);
    const start = performance.now();
    const ids = await submitAll(files);
    for (const id of ids) await service.finished(id);
    return performance.now() - start;
  } finally {
    await Promise.all(others.map((other) => other.close()));
  }
}
