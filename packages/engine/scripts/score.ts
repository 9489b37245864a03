// Runs the engine over a folder of pages with ground truth, and writes for each page what it found as
// `<id>.json = { blocks, lines, ms }`: blocks from the mode Regions, lines from LineDetector.
//
//   node scripts/score.ts DATA_DIR OUT_DIR [wasm|native|auto]
//
// DATA_DIR holds manifest.json (`[{ id, kind, image }]`) and the images. `ms` is the time of the Regions call.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Region } from '@detect-regions/regions';
import { createEngine, type RuntimeName } from '../src/index.ts';

interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly image: string;
}

const [dataDir, outDir, runtime = 'auto'] = process.argv.slice(2);
if (!dataDir || !outDir) {
  process.stderr.write('usage: score.ts DATA_DIR OUT_DIR [wasm|native|auto]\n');
  process.exit(2);
}

const manifest = JSON.parse(await readFile(join(dataDir, 'manifest.json'), 'utf8')) as Entry[];
const engine = createEngine({ runtime: runtime as RuntimeName | 'auto' });
const asArray = ({ left, top, right, bottom }: Region): number[] => [left, top, right, bottom];

await mkdir(outDir, { recursive: true });
await engine.warmUp();
const times: number[] = [];
for (const { id, kind, image } of manifest) {
  const bytes = await readFile(join(dataDir, image));
  const lines = await engine.detect(bytes, { dsrMode: 'LineDetector' });
  const started = performance.now();
  const blocks = await engine.detect(bytes, { dsrMode: 'Regions' });
  const ms = performance.now() - started;
  times.push(ms);
  const found = { blocks: blocks.regions.map(asArray), lines: lines.regions.map(asArray), ms };
  await writeFile(join(outDir, `${id}.json`), JSON.stringify(found));
  process.stdout.write(
    `${kind.padEnd(10)} ${id.padEnd(24)} ${blocks.regions.length} blocks, ${lines.regions.length} lines, ${ms.toFixed(0)} ms\n`,
  );
}
times.sort((a, b) => a - b);
process.stdout.write(`${engine.runtime}: median ${times[times.length >> 1]?.toFixed(0)} ms a page\n`);
await engine.close();
