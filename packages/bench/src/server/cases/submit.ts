import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { reportOf } from '../../report.ts';
import { interleave } from '../../rounds.ts';
import { load } from '../load.ts';
import { BenchService, smallBody } from '../service.ts';
import type { ServerCase } from './case.ts';

const CONNECTIONS = 32;
/** More tasks than come in a second. */
const TASKS_PER_SECOND = 20_000;

/** How many tasks are accepted, each on disk before it is acknowledged. */
export const submit: ServerCase = {
  name: 'submit',
  title: 'submissions of a small image; with a data folder each is on disk before it is acknowledged',
  async run({ rounds, seconds, folder }) {
    const runs = await interleave({
      peers: ['in memory', 'data folder'],
      measures: ['submissions', 'p99'],
      rounds,
      async turn(peer) {
        const data = peer === 'data folder' ? await mkdtemp(join(folder, 'data-')) : undefined;
        const limits = { pendingTasks: seconds * TASKS_PER_SECOND };
        await using service = await BenchService.start({ options: { data, limits }, engine: 'asleep' });
        await service.submit(smallBody);
        const { rate, p99 } = await load({
          url: service.submitUrl,
          headers: { ...service.headers, 'content-type': 'application/json' },
          body: smallBody,
          connections: CONNECTIONS,
          seconds,
        });
        return { submissions: rate, p99 };
      },
    });
    const of = 'data folder';
    return {
      case: submit.name,
      title: submit.title,
      conditions: { connections: CONNECTIONS, seconds, rounds },
      measures: reportOf(
        [
          {
            name: 'submissions',
            unit: '/s',
            reference: 'in memory',
            goals: [{ of, as: 'value', atLeast: 600 }],
          },
          { name: 'p99', unit: 'ms', reference: 'in memory', goals: [{ of, as: 'value', atMost: 100 }] },
        ],
        runs,
      ),
    };
  },
};
