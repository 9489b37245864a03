import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { installPacked } from '../runtimes/packed.ts';
import type { Block } from './guide.ts';

const own = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** What a run of a block is given. */
export interface RunOptions {
  /** All that is in its environment, besides where programs are. */
  readonly env: Readonly<Record<string, string>>;
  /** Names of programs, each with what is run for it. */
  readonly programs?: Readonly<Record<string, string>>;
}

/** An app of somebody who reads the guides: packages installed, and files beside. */
export interface App extends AsyncDisposable {
  readonly folder: string;
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Runs a line of a shell in it, and gives what it wrote on standard output. */
  shell(line: string, options: RunOptions): Promise<string>;
}

/**
 * Lays an app out with our packages, packed, and with others that are installed here.
 *
 * @param others - the URL of any module of each, by its name
 */
export async function makeApp(
  packages: readonly string[],
  others: Readonly<Record<string, string>>,
): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), 'detect-regions-app-'));
  await installPacked(folder, packages);
  for (const [name, module] of Object.entries(others)) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    const inside = `/node_modules/${name}/`;
    const path = fileURLToPath(module);
    const end = path.lastIndexOf(inside) + inside.length;
    await symlink(path.slice(0, end), link);
  }
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  return {
    folder,
    write,
    async shell(line, { env, programs = {} }) {
      const bin = await mkdtemp(join(folder, 'bin-'));
      for (const [name, path] of Object.entries(programs)) await symlink(path, join(bin, name));
      const { stdout } = await promisify(execFile)('sh', ['-c', line], {
        cwd: folder,
        env: { ...env, PATH: `${bin}:${process.env.PATH}`, HOME: folder },
        timeout: 100_000,
      });
      return stdout;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The same in JavaScript, for runtimes that know no types. */
export function toJavaScript(code: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}

/**
 * Checks blocks of TypeScript, each as a module of its own in an app, as strictly as can be.
 *
 * @returns what is wrong, with the guide's own lines
 */
export async function typeErrors(app: App, blocks: readonly Block[]): Promise<string[]> {
  const byFile = new Map<string, Block>();
  for (const block of blocks) {
    // Blank lines in front, so that its lines have the numbers of the guide.
    const code = `${'\n'.repeat(block.line - 1)}${block.code}\nexport {};\n`;
    byFile.set(await app.write(`${basename(block.guide)}-${block.line}.check.ts`, code), block);
  }
  const program = ts.createProgram([...byFile.keys()], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(own, '@types')],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const block = file && byFile.get(file.fileName);
    const place =
      file === undefined
        ? ''
        : `${block?.guide ?? file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: `;
    return place + ts.flattenDiagnosticMessageText(messageText, '\n');
  });
}
