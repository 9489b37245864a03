import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Whether a folder holds generated files alone, or others beside them. */
export type Ownership = 'alone' | 'shared';

/** Writes files into a folder; where it holds nothing else, it is emptied first, so that nothing stale stays. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
  ownership: Ownership,
): Promise<void> {
  if (ownership === 'alone') await rm(folder, { recursive: true, force: true });
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** Compares a folder with what it should hold; the answer has a line per difference, which begins with the file. */
export async function compareFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
  ownership: Ownership,
): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const present = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => ownership === 'alone' || files.has(name));
  const differences: string[] = [];
  for (const name of [...new Set([...present, ...files.keys()])].sort()) {
    const wanted = files.get(name);
    if (wanted === undefined) differences.push(`${name} is there, but the spec does not make it`);
    else if (!present.includes(name)) differences.push(`${name} is missing`);
    else if ((await readFile(join(folder, name), 'utf8')) !== wanted) differences.push(`${name} differs`);
  }
  return differences;
}
