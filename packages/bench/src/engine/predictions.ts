import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Region } from '@detect-regions/regions';
import type { PageResult } from './accuracy.ts';

/**
 * Writes what was found on an upright page: `<folder>/<peer>/<id>.json` with `{ blocks, lines, ms }`, boxes as
 * `[left, top, right, bottom]` in pixels, the form that scorers of ground truth read.
 */
export async function writePrediction(
  { page, peer, reading, turned }: PageResult,
  folder: string,
): Promise<void> {
  if (reading === null || turned !== 0) return;
  const { blocks, lines, ms } = reading;
  const target = join(folder, peer);
  await mkdir(target, { recursive: true });
  const found = { blocks: blocks.map(toEdges), lines: lines?.map(toEdges) ?? null, ms };
  await writeFile(join(target, `${page.id}.json`), `${JSON.stringify(found)}\n`);
}

function toEdges({ left, top, right, bottom }: Region): number[] {
  return [left, top, right, bottom];
}
