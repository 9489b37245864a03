import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../cli.ts';

const hook = fileURLToPath(new URL('record-imports.ts', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-startup-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The packages that a command line makes the program load, besides its own files. */
async function imports(args: readonly string[]): Promise<{ code: number | null; packages: string[] }> {
  const file = join(folder, 'imports');
  const env = { NODE_OPTIONS: `--import ${hook}`, IMPORTS_FILE: file };
  const { code } = await run(args, { env });
  return {
    code,
    packages: (await readFile(file, 'utf8')).split('\n').filter((name) => !name.includes(hook)),
  };
}

// Each package costs milliseconds before anything is seen: the answer to a key of completion, of --help, of a slip.
it.each<[string[], number, string[]]>([
  [['--help'], 0, ['commander']],
  [['--version'], 0, ['commander']],
  [[], 2, ['commander']],
  [['help', 'new-client'], 0, ['commander']],
  [['detect', '--help'], 0, ['@detect-regions/spec', 'commander', 'leven']],
  [['serve', '--help'], 0, ['@detect-regions/server/config', '@detect-regions/spec', 'commander']],
  // A shell that sources it at its start waits for this.
  [
    ['completion', 'bash'],
    0,
    ['@detect-regions/server/config', '@detect-regions/spec', 'commander', 'leven'],
  ],
  [['detect'], 2, ['@detect-regions/server/config', '@detect-regions/spec', 'commander', 'leven']],
])('%j loads only what it needs', async (args, code, packages) => {
  expect(await imports(args)).toEqual({ code, packages });
});
