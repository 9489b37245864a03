// A process that looks at one page:
//
//   node [--import ./with-native.ts] find-regions.ts auto|native|wasm IMAGE
//
// It writes what it found, the runtime that ran, and on Linux the most memory that it has held.
import { existsSync, readFileSync } from 'node:fs';
import { createEngine, type RuntimeName } from '@detect-regions/engine';
import type { Region } from '@detect-regions/regions';

/** What the process writes, as JSON. */
export interface Found {
  readonly runtime: RuntimeName | undefined;
  readonly regions: readonly Region[];
  /** In megabytes. */
  readonly peak: number | undefined;
}

const [runtime, image] = process.argv.slice(2) as ['auto' | RuntimeName, string];
const engine = createEngine({ runtime });
const { regions } = await engine.detect(readFileSync(image));
const found: Found = { runtime: engine.runtime, regions, peak: peakMemory() };
process.stdout.write(JSON.stringify(found));
await engine.close();

function peakMemory(): number | undefined {
  const file = '/proc/self/status';
  if (!existsSync(file)) return undefined;
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(file, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
