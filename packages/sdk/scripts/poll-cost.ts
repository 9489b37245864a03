/**
 * Prints what the learned schedule costs against the best possible (1.000), beside fixed intervals and doubling:
 * `node packages/sdk/scripts/poll-cost.ts [seeds]`.
 */
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
const constants = [200, 500, 1_000, 2_300, 5_000, 7_700, 20_000, 45_000, 70_000, 120_000].map(constant);
const nearlyConstant = [lognormal(5_000, 0.02), lognormal(20_000, 0.05), lognormal(60_000, 0.1)];

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
for (const times of [...humps, ...nearlyConstant, ...constants]) {
  const ratios = costRatios(learned, [[times, 100]], { seeds: constants.includes(times) ? 1 : seeds });
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

const schedule = new LearnedSchedule();
const rounds = 2_000;
const begin = performance.now();
for (let round = 0; round < rounds; round++) {
  schedule.learn(1_000 + round, 3_000 + round);
  schedule.next(0, 1_000);
}
const each = (1_000 * (performance.now() - begin)) / rounds;
write(`\nlearning from a task and planning anew: ${each.toFixed(0)} µs`);
