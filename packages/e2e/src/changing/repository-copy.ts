import { spawn } from 'node:child_process';
import { cp, glob, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../../../..', import.meta.url));

/** What a program wrote, on both streams. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const made = new Set(['dist', '.turbo', '.vite-temp', 'coverage']);

/** The programs by which packages are built, and their arguments, by the scripts that name them. */
const builders: Readonly<Record<string, readonly string[]>> = {
  tsdown: ['tsdown/dist/run.mjs'],
  'vite build': ['vite/bin/vite.js', 'build'],
};

/** A copy of what the published packages are built from, to be changed at will. */
export class RepositoryCopy implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<RepositoryCopy> {
    const path = await mkdtemp(join(tmpdir(), 'detect-regions-copy-'));
    const filter = (source: string): boolean => !made.has(basename(source));
    // The links between packages are relative, so they lead to the copies.
    for (const part of ['openapi', 'docs/reference.md', 'tsconfig.json', 'package.json', 'packages'])
      await cp(join(root, part), join(path, part), { recursive: true, verbatimSymlinks: true, filter });
    await symlink(join(root, 'node_modules'), join(path, 'node_modules'), 'junction');
    return new RepositoryCopy(path);
  }

  /** The text of every file that is written by hand or generated, by its path. */
  async texts(): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    const patterns = [
      '*.json',
      'docs/*',
      'openapi/**/*.*',
      'packages/*/*.*',
      'packages/*/{bin,src,test}/**/*.*',
    ];
    for await (const name of glob(patterns, { cwd: this.path }))
      texts.set(name.replaceAll('\\', '/'), await readFile(join(this.path, name), 'utf8'));
    return texts;
  }

  /** Builds packages, one after the other where one needs another: those within a group have nothing to do with each other. */
  async build(...groups: readonly (readonly string[])[]): Promise<void> {
    for (const group of groups) {
      await Promise.all(
        group.map(async (name) => {
          const cwd = join(this.path, 'packages', name);
          const { scripts } = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'));
          const [tool = '', ...args] = builders[scripts.build] ?? [];
          const { code, stdout, stderr } = await this.node([join(cwd, 'node_modules', tool), ...args], cwd);
          if (code !== 0) throw new Error(`building ${name} failed\n${stdout}${stderr}`);
        }),
      );
    }
  }

  /** Runs Node to its end, in the copy. */
  async node(args: readonly string[], cwd: string = this.path): Promise<Said> {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const code = new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('close', resolve),
    );
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await code, stdout, stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
