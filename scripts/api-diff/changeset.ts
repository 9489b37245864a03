import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Refusal } from '../run.ts';
import type { Level } from './level.ts';

/** A step of a version. */
export type Bump = 'major' | 'minor' | 'patch';

/** The package whose version is the API's. */
export const specPackage = '@detect-regions/spec';
const bumps: readonly Bump[] = ['patch', 'minor', 'major'];

/** Whether a step is at least as large as another; no step is less than any. */
export function isEnough(bump: Bump | undefined, needed: Bump | undefined): boolean {
  const rank = (step: Bump | undefined): number => (step === undefined ? -1 : bumps.indexOf(step));
  return rank(bump) >= rank(needed);
}

/**
 * The least step of the version that tells of changes. Words and examples are published too (in `--help` and in the
 * docs), so they need a patch. Before 1.0.0 the second number is the one that breaks.
 *
 * @param level - the gravest change; `undefined` for none
 * @param version - the version that the changes come after
 */
export function neededBump(level: Level | undefined, version: string): Bump | undefined {
  if (level === undefined) return undefined;
  const early = version.startsWith('0.');
  if (level === 'breaking') return early ? 'minor' : 'major';
  return level === 'additive' && !early ? 'minor' : 'patch';
}

/** The step from one version to another, for example `minor` from 0.1.3 to 0.2.0. */
export function bumpBetween(before: string, after: string): Bump | undefined {
  const [old, now] = [before, after].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  const changed = [0, 1, 2].find((index) => old?.[index] !== now?.[index]);
  return changed === undefined ? undefined : (['major', 'minor', 'patch'] as const)[changed];
}

/**
 * The largest step that the pending changesets ask for `@detect-regions/spec`. Those for other packages do not count:
 * the changelog of the spec would not tell of the change.
 *
 * @param folder - the folder of changesets
 * @throws Refusal for a changeset whose head cannot be read
 */
export async function pendingBump(folder: string): Promise<Bump | undefined> {
  let largest: Bump | undefined;
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.md') || name === 'README.md') continue;
    const head = /^---\r?\n([\s\S]*?)\r?\n?---/.exec(await readFile(join(folder, name), 'utf8'))?.[1];
    if (head === undefined) throw new Refusal(`.changeset/${name} has no head between two lines of ---`);
    const bump = (parse(head) as Record<string, string> | null)?.[specPackage];
    if (bump === undefined || bump === 'none') continue;
    if (!bumps.includes(bump as Bump))
      throw new Refusal(`.changeset/${name}: ${specPackage} is ${bump}; accepted: ${bumps.join(', ')}`);
    if (!isEnough(largest, bump as Bump)) largest = bump as Bump;
  }
  return largest;
}
