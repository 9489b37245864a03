// Gives the engine 500 hostile files and prints how that went: `node scripts/hostile.ts [COUNT] [SEED]`.
import { createEngineThread, EngineError } from '../src/index.ts';
import { hostileFiles } from '../src/testing/hostile-files.ts';

const SLOWEST = 10;
const [count = '500', seed = '20260101'] = process.argv.slice(2);

const engine = createEngineThread();
await engine.warmUp();
const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1e6);
const before = megabytes();
const files = await hostileFiles(Number(count), Number(seed));
const outcomes = new Map<string, number>();
const times: { readonly ms: number; readonly outcome: string; readonly name: string }[] = [];
const resident: number[] = [];
for (const { name, bytes } of files) {
  const image = bytes();
  const start = performance.now();
  const outcome = await engine.detect(image).then(
    () => 'a result',
    (error: unknown) => (error instanceof EngineError ? error.code : String(error)),
  );
  times.push({ ms: Math.round(performance.now() - start), outcome, name });
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  resident.push(megabytes());
}
await engine.close();

const slowest = times.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST);
const memory = { before, after100: resident[99], after: resident.at(-1), peak: Math.max(...resident) };
process.stdout.write(
  `${JSON.stringify({ outcomes: Object.fromEntries(outcomes), memory, slowest }, null, 2)}\n`,
);
