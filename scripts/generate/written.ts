import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../run.ts';

/** Replaces a folder's files by the given ones, so that nothing stale stays. */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const path = join(root, folder);
  await rm(path, { recursive: true, force: true });
  for (const [name, text] of files) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
}

/** Compares a folder with what it should hold; the answer has a line per difference. */
export async function compareFolder(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const path = join(root, folder);
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const present = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
  const differences: string[] = [];
  for (const name of [...new Set([...present, ...files.keys()])].sort()) {
    const wanted = files.get(name);
    if (wanted === undefined) differences.push(`${folder}/${name} is there, but the spec does not make it`);
    else if (!present.includes(name)) differences.push(`${folder}/${name} is missing`);
    else if ((await readFile(join(path, name), 'utf8')) !== wanted)
      differences.push(`${folder}/${name} differs`);
  }
  return differences;
}
