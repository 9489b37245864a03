import { spawnSync } from 'node:child_process';
import { Refusal } from '../run.ts';

/** Where the spec is, from the root of the repository. */
export const specPath = 'openapi/detect-regions.yaml';
const manifestPath = 'packages/spec/package.json';
const tags = '@detect-regions/spec@*';

/** What the spec is compared with. */
export interface Base {
  /** A tag, or the short name of a commit. */
  readonly ref: string;
  /** Why this one, in words. */
  readonly why: string;
  /** The spec as it was there. */
  readonly spec: string;
  /** The version of `@detect-regions/spec` there; 0.0.0 where the package was not there yet. */
  readonly version: string;
}

/** What git says, without the line break at its end; `undefined` when it fails. */
function git(cwd: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout.trimEnd() : undefined;
}

const fetchAll = 'this clone is shallow: `git fetch --unshallow --tags` brings the rest';

function choose(cwd: string, given: string | undefined): { ref: string; why: string } {
  const shallow = git(cwd, 'rev-parse', '--is-shallow-repository');
  if (shallow === undefined)
    throw new Refusal(`${cwd} is no git repository, so there is nothing to compare with`);
  // The suffix makes 1.0.0-beta.1 older than 1.0.0, as it is.
  const sorted = [
    '-c',
    'versionsort.suffix=-',
    'tag',
    '--list',
    tags,
    '--merged',
    'HEAD',
    '--sort=-v:refname',
  ];
  const [newest] = (git(cwd, ...sorted) ?? '').split('\n').filter(Boolean);
  if (given !== undefined) {
    const commit = git(cwd, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${given}^{commit}`);
    if (commit !== undefined) return { ref: given, why: 'as asked' };
    const hint =
      shallow === 'true'
        ? fetchAll
        : `give a tag, a branch or a commit${newest ? `, such as ${newest}` : ''}`;
    throw new Refusal(`there is no commit ${given} here; ${hint}`);
  }
  if (newest !== undefined) return { ref: newest, why: 'the newest release' };
  if (shallow === 'true') throw new Refusal(`there is no tag ${tags} here, and ${fetchAll}`);
  const added = git(cwd, 'log', '--diff-filter=A', '--format=%h', '--', specPath) ?? '';
  const first = added.split('\n').filter(Boolean).at(-1);
  if (first === undefined)
    throw new Refusal(`no commit has ${specPath} yet, so there is nothing to compare with`);
  return { ref: first, why: 'nothing is released yet: the first commit with the spec' };
}

/**
 * What to compare the spec with: the given commit, else the newest release of `@detect-regions/spec` that this branch
 * holds, else the first commit that has the spec.
 *
 * @param cwd - the root of the repository
 * @param given - a tag, a branch or a commit
 * @throws Refusal when there is no such commit, when it has no spec, and when the clone is too shallow to tell
 */
export function findBase(cwd: string, given?: string): Base {
  const { ref, why } = choose(cwd, given);
  const spec = git(cwd, 'show', `${ref}:${specPath}`);
  if (spec === undefined) throw new Refusal(`${ref} has no ${specPath}; give a commit that has`);
  const manifest = JSON.parse(git(cwd, 'show', `${ref}:${manifestPath}`) ?? '{}') as { version?: string };
  return { ref, why, spec, version: manifest.version ?? '0.0.0' };
}
