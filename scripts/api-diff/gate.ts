import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../run.ts';
import type { Base } from './base.ts';
import { bumpBetween, isEnough, neededBump, pendingBump, specPackage } from './changeset.ts';
import { type ApiChange, gravest } from './level.ts';

/**
 * Holds the changes against what the next version will say.
 *
 * @param cwd - the root of the repository
 * @returns a sentence that says why all is well
 * @throws Refusal with the changeset to write, when the pending ones say less than the changes are
 */
export async function checkChangesets(
  cwd: string,
  changes: readonly ApiChange[],
  { version }: Pick<Base, 'version'>,
): Promise<string> {
  const level = gravest(changes);
  const needed = neededBump(level, version);
  if (level === undefined || needed === undefined) return 'No changeset is needed.';
  // `changeset version` turns changesets into a version; until its tag is set, that version tells of the changes.
  const manifest = await readFile(join(cwd, 'packages/spec/package.json'), 'utf8');
  const versioned = bumpBetween(version, (JSON.parse(manifest) as { version: string }).version);
  if (versioned !== undefined && isEnough(versioned, needed))
    return `The version of ${specPackage} says so already: ${versioned}.`;
  const pending = await pendingBump(join(cwd, '.changeset'));
  if (isEnough(pending, needed)) return `The changesets give ${specPackage} ${pending}; ${needed} is needed.`;
  const found = pending ? `the largest pending one says ${pending}` : 'no pending one names it';
  throw new Refusal(
    `There are ${level} changes, so a changeset must give ${specPackage} at least ${needed}; ${found}.\n` +
      'Write one by `pnpm changeset`, or as a file .changeset/NAME.md:\n\n' +
      `---\n'${specPackage}': ${needed}\n---\n\nWhat changed, and what users have to do.`,
  );
}
