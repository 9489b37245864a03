import { askFresh, startHelper } from '../process.ts';
import { type Measure, reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import type { Asked, Slots } from '../stub/slots.ts';
import type { Batch, BatchCost } from '../workers/batch.ts';
import type { Case } from './case.ts';

const slots = 32;
const serviceTime = 200;
const images = 2_000;
/** About three for each slot, as the guide says. */
const concurrency = 96;
/** By hand, each is asked for so often: about once more than it has to be. */
const interval = 500;

/** What no client can be faster than, in milliseconds. */
const ideal = (images / slots) * serviceTime;

const measures = [
  { name: 'time', unit: 'ms', reference: 'ideal', goals: [{ of: 'sdk', as: 'ratio', atMost: 1.05 }] },
  { name: 'polls a task', unit: 'polls', reference: null, goals: [{ of: 'sdk', as: 'value', atMost: 1.5 }] },
  { name: 'heap', unit: 'MB', reference: null },
  // A batch may hold what it waits for, but not what it is done with.
  { name: 'heap growth', unit: 'MB', reference: null, goals: [{ of: 'sdk', as: 'value', atMost: 1 }] },
] as const satisfies readonly Measure[];

/** A long batch against a service that does many at a time. */
export const batch: Case = {
  name: 'batch',
  title: 'a batch against a service that works on many at a time; heap after a quarter, growth from there',
  async run({ peers, rounds }) {
    const runs = await interleave({
      peers: ['ideal', ...(peers.includes('fetch') ? [`fetch, every ${interval} ms`] : []), 'sdk'],
      measures: measures.map(({ name }) => name),
      rounds,
      turn: async (peer) => {
        if (peer === 'ideal') return { time: ideal, 'polls a task': 1, heap: 0, 'heap growth': 0 };
        return await turn(peer === 'sdk' ? 'sdk' : 'fetch');
      },
    });
    return {
      case: batch.name,
      title: batch.title,
      conditions: { images, slots, 'service time': `${serviceTime} ms`, 'in flight': concurrency, rounds },
      measures: reportOf(measures, runs),
    };
  },
};

async function turn(how: Batch['how']): Promise<Record<(typeof measures)[number]['name'], number>> {
  const service = startHelper<Slots | 'asked', string | Asked>('stub/slots-main');
  try {
    const url = (await service.ask({ slots, serviceTime })) as string;
    const question = { how, url, images, concurrency, interval };
    const { time, heap } = await askFresh<Batch, BatchCost>('workers/batch', question);
    const { submissions, polls } = (await service.ask('asked')) as Asked;
    if (submissions !== images) throw new Error(`${submissions} submissions, not ${images}`);
    const [quarter, all] = heap;
    return {
      time,
      'polls a task': polls / images,
      heap: quarter / 1e6,
      'heap growth': (all - quarter) / 1e6,
    };
  } finally {
    await service.close();
  }
}
