import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { operations } from '@detect-regions/spec';
import { reportOf } from '../../report.ts';
import { interleave } from '../../rounds.ts';
import { load } from '../load.ts';
import { BenchService, smallBody } from '../service.ts';
import { SlowClients } from '../slow-clients.ts';
import type { ServerCase } from './case.ts';

const CONNECTIONS = 10;
const SLOW_CLIENTS = 500;

/** What clients that hold their connections cost the others. */
export const slowloris: ServerCase = {
  name: 'slowloris',
  title: `calls for the status of a task, without and with ${SLOW_CLIENTS} clients that send a byte a second`,
  async run({ rounds, seconds, folder }) {
    const runs = await interleave({
      peers: ['alone', 'beside slow ones'],
      measures: ['p99', 'calls'],
      rounds,
      async turn(peer) {
        const data = await mkdtemp(join(folder, 'data-'));
        await using service = await BenchService.start({ options: { data }, engine: 'asleep' });
        const id = await service.submit(smallBody);
        const { path } = operations.postDetectRegions;
        const headers = { ...service.headers, 'content-type': 'application/json' };
        using _ = new SlowClients(service.url, path, peer === 'alone' ? 0 : SLOW_CLIENTS, headers);
        const url = service.statusUrl(id);
        const { rate, p99 } = await load({
          url,
          headers: service.headers,
          connections: CONNECTIONS,
          seconds,
        });
        return { p99, calls: rate };
      },
    });
    const goals = [{ of: 'beside slow ones', as: 'ratio', atMost: 2 }] as const;
    return {
      case: slowloris.name,
      title: slowloris.title,
      conditions: { connections: CONNECTIONS, seconds, rounds },
      measures: reportOf(
        [
          { name: 'p99', unit: 'ms', reference: 'alone', goals },
          { name: 'calls', unit: '/s', reference: 'alone' },
        ],
        runs,
      ),
    };
  },
};
