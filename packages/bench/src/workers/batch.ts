// Detects the regions of many images, by the SDK or as one would by hand.
import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DetectRegions } from '@detect-regions/sdk';
import { answerWith } from '../answer.ts';
import { makeImage } from '../image.ts';
import { path } from '../peers/by-hand.ts';

/** What to do. */
export interface Batch {
  readonly how: 'sdk' | 'fetch';
  readonly url: string;
  readonly images: number;
  /** How many are in flight. */
  readonly concurrency: number;
  /** By hand: how often each is asked for, in milliseconds. */
  readonly interval: number;
}

/** What it took. */
export interface BatchCost {
  /** In milliseconds. */
  readonly time: number;
  /** What the heap held after a quarter of the images, and after all, once it was cleared up, in bytes. */
  readonly heap: readonly [quarter: number, all: number];
}

answerWith<Batch, BatchCost>(async (batch) => {
  setFlagsFromString('--expose-gc');
  const clearUp = runInNewContext('gc') as () => void;
  const heap: [number, number] = [0, 0];
  const begin = performance.now();
  let time = 0;
  let count = 0;
  for await (const id of (batch.how === 'sdk' ? bySdk : byHand)(batch)) {
    if (id === '') throw new Error('A task has no regions.');
    count += 1;
    time = performance.now() - begin;
    if (count === Math.ceil(batch.images / 4)) heap[0] = heapAfter(clearUp);
  }
  if (count !== batch.images) throw new Error(`${count} of ${batch.images} images came back.`);
  heap[1] = heapAfter(clearUp);
  return { time, heap };
});

function heapAfter(clearUp: () => void): number {
  clearUp();
  return memoryUsage().heapUsed;
}

/** As one who has read the guide would: concurrency set, all else left to its default. */
async function* bySdk({ url, images, concurrency }: Batch): AsyncGenerator<string> {
  const client = new DetectRegions({ baseUrl: url, clientId: 'bench', clientSecret: 'bench-secret' });
  const source = Array.from({ length: images }, () => image);
  for await (const item of client.detectAll(source, { concurrency, order: 'completed' })) {
    if (!item.ok) throw item.error;
    yield item.value.regions.length === 1 ? item.value.taskId : '';
  }
}

/** So many lines, each of which submits an image and asks at intervals until it is done. */
async function* byHand({ url, images, concurrency, interval }: Batch): AsyncGenerator<string> {
  const body = JSON.stringify({ image: Buffer.from(image).toString('base64'), settings: {} });
  const headers = { authorization: 'Bearer bench-token', 'content-type': 'application/json' };
  const done: string[] = [];
  let left = images;
  const line = async (): Promise<void> => {
    while (left-- > 0) {
      const id = await (await fetch(`${url}${path}`, { method: 'POST', headers, body })).text();
      let status = '';
      while (status !== 'Completed') {
        await new Promise((resolve) => setTimeout(resolve, interval));
        const response = await fetch(`${url}${path}?id=${encodeURIComponent(id)}`, { headers });
        status = ((await response.json()) as { taskStatus: string }).taskStatus;
      }
      done.push(id);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, line));
  yield* done;
}

const image: Uint8Array = makeImage(1_000);
