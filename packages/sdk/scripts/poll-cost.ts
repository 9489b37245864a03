/**
 * Prints what the learned schedule costs against the best possible (1.000), beside fixed intervals and doubling:
 * `node packages/sdk/scripts/poll-cost.ts [seeds]`.
 */
import { Belief } from '../src/polling/belief.ts';
import { Plan } from '../src/polling/plan.ts';
import { LearnedSchedule, type Schedule } from '../src/polling/schedule.ts';
import { costRatios, meanOf, type Phase } from '../src/testing/poll-cost.ts';
import { constant, either, lognormal, type ServiceTimes } from '../src/testing/service-times.ts';

const seeds = Number(process.argv[2] ?? 40);

const four = [lognormal(3_000, 0.5), lognormal(5_000, 0.8), lognormal(1_000, 0.4), lognormal(20_000, 0.6)];
const fourfold = [
  lognormal(12_000, 0.5),
  lognormal(20_000, 0.8),
  lognormal(4_000, 0.4),
  lognormal(80_000, 0.6),
];
const quarter = [lognormal(750, 0.5), lognormal(1_250, 0.8), lognormal(250, 0.4), lognormal(5_000, 0.6)];
const humps = [
  either(0.7, lognormal(2_000, 0.3), lognormal(15_000, 0.3)),
  either(0.5, lognormal(2_000, 0.3), lognormal(8_000, 0.3)),
  either(0.8, lognormal(3_000, 0.3), lognormal(20_000, 0.3)),
  either(0.5, lognormal(1_000, 0.3), lognormal(10_000, 0.3)),
  either(0.5, lognormal(1_000, 0.2), lognormal(10_000, 0.2)),
];
const constants = [500, 1_000, 2_300, 3_000, 5_000, 7_700, 20_000, 45_000].map(constant);

const learned = (): Schedule => new LearnedSchedule();
const following = (next: Schedule['next']) => (): Schedule => ({ next, remaining: () => 0, learn: () => {} });
const others = [
  following(() => 1_000),
  following(() => 2_000),
  following((elapsed) => elapsed + 1_000),
  following((elapsed, price) => Math.min(30_000, Math.max(500, Math.sqrt(2 * price * elapsed)))),
];

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

function print(name: string, cells: readonly number[]): void {
  write(`| ${name.padEnd(48)} | ${cells.map((cell) => cell.toFixed(3)).join(' | ')} |`);
}

function measure(phases: readonly Phase[], from: number, to: number): number {
  return meanOf(costRatios(learned, phases, { seeds }), from, to);
}

function fixedOnes(times: ServiceTimes): number[] {
  return others.map((create) => meanOf(costRatios(create, [[times, 1]], { seeds: 1 }), 1, 1));
}

write('| service times | tasks 1-10 | tasks 51-100 | every 1 s | every 2 s | doubling | square root |');
for (const times of four) {
  const ratios = costRatios(learned, [[times, 100]], { seeds });
  print(times.name, [meanOf(ratios, 1, 10), meanOf(ratios, 51, 100), ...fixedOnes(times)]);
}
for (const times of [...humps, ...constants]) {
  const ratios = costRatios(learned, [[times, 100]], { seeds: humps.includes(times) ? seeds : 1 });
  print(times.name, [meanOf(ratios, 1, 10), meanOf(ratios, 51, 100), ...fixedOnes(times)]);
}

write('\n| after 60 tasks | tasks 11-50 once four times as slow | once four times as fast |');
four.forEach((times, i) => {
  const [slower, faster] = [fourfold[i] as ServiceTimes, quarter[i] as ServiceTimes];
  print(times.name, [
    measure(
      [
        [times, 60],
        [slower, 50],
      ],
      71,
      110,
    ),
    measure(
      [
        [times, 60],
        [faster, 50],
      ],
      71,
      110,
    ),
  ]);
});

const belief = new Belief();
for (let task = 0; task < 200; task++) belief.learn(1_000 + task, 2_000 + 10 * task);
const begin = performance.now();
const rounds = 2_000;
for (let round = 0; round < rounds; round++) {
  belief.learn(1_000 + round, 3_000);
  new Plan(belief.edges, belief.chances(), 1_000).next(0);
}
write(
  `\nlearning from a task and planning anew: ${((1_000 * (performance.now() - begin)) / rounds).toFixed(0)} µs`,
);
