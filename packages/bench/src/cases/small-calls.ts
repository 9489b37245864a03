import type { PeerName } from '../peers/index.ts';
import { type Helper, startHelper } from '../process.ts';
import { type Measure, reportOf } from '../report.ts';
import { interleave, type Run } from '../rounds.ts';
import type { Calls, CallsCost } from '../workers/calls.ts';
import type { Case, Setting } from './case.ts';

const imageSize = 1_000;

interface Load {
  readonly name: string;
  readonly atOnce: number;
  readonly pairs: number;
  /** Of our ratio to plain fetch. */
  readonly atMost: number;
}

const loads: readonly Load[] = [
  { name: 'one by one', atOnce: 1, pairs: 200, atMost: 1.1 },
  { name: '32 at once', atOnce: 32, pairs: 640, atMost: 1.15 },
];

/** What a submission and its result cost where the image weighs nothing. */
export const smallCalls: Case = {
  name: 'small-calls',
  title: 'a submission and a request for its result; time and processor time a pair',
  async run(setting) {
    const helpers = new Map<string, Helper<Calls, CallsCost>>();
    try {
      // A process for each peer over all rounds: after the first ones, its code is as compiled as it gets, and
      // no peer's use of what they share (fetch, streams) shapes how it is compiled for another.
      for (const peer of setting.peers) helpers.set(peer, startHelper('workers/calls'));
      const measures = [];
      for (const load of loads) {
        const names = [`${load.name}`, `${load.name}, CPU`] as const;
        await callRounds(setting, helpers, load, 2, names);
        const runs = await callRounds(setting, helpers, load, setting.rounds, names);
        measures.push(
          ...reportOf(
            names.map((name) => measureOf(name, load)),
            runs,
          ),
        );
      }
      return {
        case: smallCalls.name,
        title: smallCalls.title,
        conditions: {
          rounds: setting.rounds,
          pairs: loads.map(({ pairs }) => pairs).join(' / '),
          image: `${imageSize} B`,
        },
        measures,
      };
    } finally {
      await Promise.all([...helpers.values()].map((helper) => helper.close()));
    }
  },
};

function measureOf(name: string, { atMost }: Load): Measure {
  return { name, unit: 'µs', reference: 'fetch', goals: [{ of: 'sdk', as: 'ratio', atMost }] };
}

function callRounds(
  { service, peers, received }: Setting,
  helpers: ReadonlyMap<string, Helper<Calls, CallsCost>>,
  { atOnce, pairs }: Load,
  rounds: number,
  [wall, cpu]: readonly [string, string],
): Promise<Run<string>[]> {
  return interleave<string>({
    peers,
    measures: [wall, cpu],
    rounds,
    async turn(name) {
      const peer = name as PeerName;
      const helper = helpers.get(peer);
      if (helper === undefined) throw new Error(`No process for ${peer}.`);
      await received();
      const cost = await helper.ask({ peer, service, imageSize, pairs, atOnce });
      const { submissions } = await received();
      if (submissions !== pairs) throw new Error(`${submissions} submissions arrived, not ${pairs}`);
      return { [wall]: cost.wall, [cpu]: cost.cpu };
    },
  });
}
