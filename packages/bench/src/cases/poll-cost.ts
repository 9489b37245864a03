import { DetectRegions } from '@detect-regions/sdk';
import { operations } from '@detect-regions/spec';
import { makeImage } from '../image.ts';
import { type Goal, type Measure, reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import { either, lognormal, type ServiceTimes, seeded } from '../service-times.ts';
import { VirtualTime } from '../virtual-time.ts';
import type { Case } from './case.ts';

/** What a poll costs in milliseconds of lateness: the default of the SDK. */
const price = 1_000;

interface Times extends ServiceTimes {
  /** The least for tasks that take four times as long. */
  readonly leastIfSlower: number;
  /** In the order of {@link spans}: what we want of ourselves. */
  readonly goals: readonly [firstTen: number | null, learned: number, slower: number | null];
}

const all: readonly Times[] = [
  {
    name: '3 s, sigma 0.5',
    draw: lognormal(3_000, 0.5),
    least: 2_690,
    leastIfSlower: 4_782,
    goals: [1.35, 1.05, 1.5],
  },
  {
    name: '5 s, sigma 0.8',
    draw: lognormal(5_000, 0.8),
    least: 4_070,
    leastIfSlower: 7_508,
    goals: [1.35, 1.05, 1.5],
  },
  {
    name: '1 s, sigma 0.4',
    draw: lognormal(1_000, 0.4),
    least: 1_720,
    leastIfSlower: 2_740,
    goals: [1.35, 1.05, 1.5],
  },
  {
    name: '20 s, sigma 0.6',
    draw: lognormal(20_000, 0.6),
    least: 6_549,
    leastIfSlower: 12_649,
    goals: [1.35, 1.05, 1.5],
  },
  {
    name: '2 s or 15 s',
    draw: either(0.7, lognormal(2_000, 0.3), lognormal(15_000, 0.3)),
    least: 3_316,
    leastIfSlower: 5912,
    goals: [null, 1.1, null],
  },
  // One poll at the very moment.
  { name: 'always 2.3 s', draw: () => 2_300, least: price, leastIfSlower: price, goals: [null, 1.3, null] },
  { name: 'always 45 s', draw: () => 45_000, least: price, leastIfSlower: price, goals: [null, 1.3, null] },
];

/** Which tasks of a client are counted, and how often that is done anew in a round, so that each round tells enough. */
interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly clients: number;
  /** After so many tasks, the service turns four times as slow. */
  readonly turnsAfter?: number;
}

const spans: readonly Span[] = [
  { name: 'sdk, tasks 1-10', from: 0, to: 10, clients: 60 },
  { name: 'sdk, tasks 51-100', from: 50, to: 100, clients: 40 },
  { name: 'sdk, 11-50 once 4 x slower', from: 70, to: 110, clients: 12, turnsAfter: 60 },
];

/** Ways to poll that know nothing. */
const fixed: Readonly<Record<string, (elapsed: number) => number>> = {
  'every 1 s': () => 1_000,
  'every 2 s': () => 2_000,
  'doubling from 1 s': (elapsed) => elapsed + 1_000,
};

/** What polls and lateness come to, against the least that they can. */
export const pollCost: Case = {
  name: 'poll-cost',
  title: 'lateness + 1 s for each poll, a task on average, against the least possible (1); virtual time',
  async run({ rounds }) {
    const measures = all.map(measureOf);
    const runs = await interleave({
      peers: ['best possible', ...Object.keys(fixed), ...spans.map(({ name }) => name)],
      measures: measures.map(({ name }) => name),
      rounds,
      async turn(peer, round) {
        const costs: [string, number][] = [];
        for (const times of all) {
          const span = spans.find(({ name }) => name === peer);
          const next = fixed[peer];
          let cost = 1;
          if (span !== undefined) cost = await costOfSdk(times, span, round);
          else if (next !== undefined) cost = costOfFixed(times, next, round);
          costs.push([times.name, cost]);
        }
        return Object.fromEntries(costs);
      },
    });
    return {
      case: pollCost.name,
      title: pollCost.title,
      conditions: {
        rounds,
        'tasks counted a round': spans.map(({ from, to, clients }) => (to - from) * clients).join(' / '),
      },
      measures: reportOf(measures, runs),
    };
  },
};

function measureOf({ name, goals }: Times): Measure {
  const wanted = spans.flatMap((span, index): Goal[] => {
    const atMost = goals[index] ?? null;
    return atMost === null ? [] : [{ of: span.name, as: 'value', atMost }];
  });
  return { name, unit: '× the least', reference: null, goals: wanted };
}

function costOfFixed({ draw, least }: Times, next: (elapsed: number) => number, round: number): number {
  const random = seeded(round + 1);
  const tasks = 5_000;
  let sum = 0;
  for (let task = 0; task < tasks; task++) {
    const duration = draw(random);
    let elapsed = 0;
    for (; elapsed < duration; sum += price) elapsed += next(elapsed);
    sum += elapsed - duration;
  }
  return sum / tasks / least;
}

async function costOfSdk(times: Times, span: Span, round: number): Promise<number> {
  let sum = 0;
  for (let client = 0; client < span.clients; client++) {
    sum += await costOfClient(times, span, seeded(1 + round * 1_000 + client));
  }
  return sum / span.clients / (span.to - span.from);
}

/** The sum of what the tasks of a span cost one client, each against the least possible. */
async function costOfClient(
  { draw, least, leastIfSlower }: Times,
  span: Span,
  random: () => number,
): Promise<number> {
  const time = new VirtualTime();
  const path = operations.getDetectRegions.path;
  let doneAt = 0;
  let polls = 0;
  const client = new DetectRegions({
    baseUrl: 'http://localhost',
    accessToken: 'bench-token',
    clock: time,
    deadline: Infinity,
    fetch: async (input, init) => {
      if (init?.method === 'POST') return new Response('1', { headers: { 'content-type': 'text/plain' } });
      if (!String(input).includes(path)) throw new Error(`Nothing is at ${input}.`);
      polls++;
      return Response.json(
        time.now() < doneAt
          ? { id: '1', taskStatus: 'Processing', responseStatusCode: 'NotReady' }
          : { id: '1', taskStatus: 'Completed', responseStatusCode: 'Ok', results: [] },
      );
    },
  });
  let sum = 0;
  for (let task = 0; task < span.to; task++) {
    const slower = task >= (span.turnsAfter ?? Infinity);
    doneAt = time.now() + draw(random) * (slower ? 4 : 1);
    polls = 0;
    await time.during(client.detect(image));
    if (task >= span.from) sum += (time.now() - doneAt + price * polls) / (slower ? leastIfSlower : least);
  }
  return sum;
}

const image: Uint8Array = makeImage(1_000);
