import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { isFull } from '../is-full.ts';
import type { Found } from './find-regions.ts';

/** Both runtimes compute the same but for rounding, which may move an edge by this much, in pixels. */
const ROUNDING = 2;

/** The most memory that a page may take, in megabytes. */
const MOST_MEMORY = 400;

const letter = fileURLToPath(new URL('../../../../docs/pages/letter.jpg', import.meta.url));
const program = fileURLToPath(new URL('./find-regions.ts', import.meta.url));
const withNative = fileURLToPath(new URL('./with-native.ts', import.meta.url));
const native = new URL('../../runtimes/node_modules/onnxruntime-node', import.meta.url);

async function findRegions(runtime: string, ...options: string[]): Promise<Found> {
  const args = [...options, program, runtime, letter];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Found;
}

it('where onnxruntime-node is installed it runs, and finds what WebAssembly finds', async (context) => {
  if (!existsSync(native)) {
    const message = 'needs onnxruntime-node: pnpm runtimes';
    if (isFull) throw new Error(message);
    context.skip(message);
  }
  const found = await findRegions('auto', '--import', withNative);
  const wasm = await findRegions('wasm');
  expect([found.runtime, wasm.runtime]).toEqual(['native', 'wasm']);
  expect(found.regions).toHaveLength(wasm.regions.length);
  for (const [n, region] of found.regions.entries()) {
    const other = wasm.regions[n] as Found['regions'][number];
    for (const side of ['left', 'top', 'right', 'bottom'] as const) {
      expect(Math.abs(region[side] - other[side])).toBeLessThanOrEqual(ROUNDING);
    }
  }
  for (const { peak } of [found, wasm]) {
    if (peak !== undefined) expect(peak).toBeLessThan(MOST_MEMORY);
  }
});
