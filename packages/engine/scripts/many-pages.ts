// Looks at small pages again and again and prints the memory: `node scripts/many-pages.ts [COUNT]`.
import { createEngineThread } from '../src/index.ts';
import { lookAgain, smallPages } from '../src/testing/many-pages.ts';

const [count = '1000'] = process.argv.slice(2);
const engine = createEngineThread();
const start = performance.now();
const { resident, different } = await lookAgain(engine, await smallPages(), Number(count));
const seconds = Math.round((performance.now() - start) / 1000);
await engine.close();

const megabytes = Object.fromEntries(
  resident
    .map((bytes, page) => [page + 1, Math.round(bytes / 1e6)] as const)
    .filter(([page]) => page % 100 === 0),
);
process.stdout.write(
  `${JSON.stringify({ runtime: engine.runtime, seconds, different, megabytes }, null, 2)}\n`,
);
