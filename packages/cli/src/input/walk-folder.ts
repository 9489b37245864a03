import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileKind, imageFiles } from './file-kinds.ts';
import { naturalSort } from './natural-sort.ts';

/** Which files of a folder are wanted. */
export interface WalkOptions {
  /** Default: images. */
  readonly kind?: FileKind;
  /** How many folders deep to look; 1 is the folder alone. Default: all. */
  readonly depth?: number;
  /** Whether to look at files and folders whose names begin with a dot. Default: no. */
  readonly hidden?: boolean;
  /** Is told of what can't be read: its path as in the results, and why. By default that ends the walk. */
  readonly onUnreadable?: (path: string, cause: NodeJS.ErrnoException) => void;
}

/** How many entries of a folder are asked for at a time: folders may hold a million. */
const ENTRIES_AT_A_TIME = 1000;

/**
 * The files of a kind in a folder and in those below it, found one after the other: never more is held than the names in the
 * folders from the root down to where the walk is. The entries of each folder come in natural order. Links are
 * followed, but no folder is looked at twice, so that links in a circle do no harm.
 *
 * @returns paths from the folder, with slashes
 * @throws what reading the folder itself throws
 */
export async function* walkFolder(root: string, options: WalkOptions = {}): AsyncGenerator<string> {
  const { depth = Infinity } = options;
  const isNew = newFolders(root);
  const levels: { readonly path: string; readonly names: Iterator<string> }[] = [];
  const enter = (path: string): Promise<void> =>
    orUnreadable(path, options, async () => {
      if (!(await isNew(path))) return;
      const names = await entriesOf(join(root, path), options, levels.length + 1 < depth);
      levels.push({ path, names: names.values() });
    });
  await enter('');
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const { value: name, done } = level.names.next();
    if (done) levels.pop();
    else if (name.endsWith('/')) await enter(level.path + name);
    else yield level.path + name;
  }
}

/**
 * Whether {@link walkFolder} would find a file that is wanted. It looks no further than the first that it meets, in any
 * order, and sorts nothing.
 *
 * @param isWanted - of paths as `walkFolder` gives them
 */
export async function holdsFile(
  root: string,
  options: WalkOptions,
  isWanted: (path: string) => boolean,
): Promise<boolean> {
  const { depth = Infinity } = options;
  const isNew = newFolders(root);
  const left: { readonly path: string; readonly level: number }[] = [{ path: '', level: 1 }];
  let found = false;
  for (let folder = left.pop(); folder !== undefined && !found; folder = left.pop()) {
    const { path, level } = folder;
    await orUnreadable(path, options, async () => {
      if (!(await isNew(path))) return;
      for await (const name of namesIn(join(root, path), options)) {
        if (name.endsWith('/') && level < depth) left.push({ path: path + name, level: level + 1 });
        found ||= !name.endsWith('/') && isWanted(path + name);
        if (found) break;
      }
    });
  }
  return found;
}

/** Says of each folder whether it has not been met before, by way of a link perhaps. */
function newFolders(root: string): (path: string) => Promise<boolean> {
  const seen = new Set<string>();
  return async (path) => {
    const { dev, ino } = await stat(join(root, path), { bigint: true });
    const before = seen.size;
    return seen.add(`${dev}:${ino}`).size > before;
  };
}

async function orUnreadable(
  path: string,
  { onUnreadable }: WalkOptions,
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (path === '' || onUnreadable === undefined) throw error;
    onUnreadable(path.slice(0, -1), error as NodeJS.ErrnoException);
  }
}

/** What {@link namesIn} gives, in natural order; folders only where they are wanted. */
async function entriesOf(folder: string, options: WalkOptions, folders: boolean): Promise<string[]> {
  const names: string[] = [];
  for await (const name of namesIn(folder, options)) if (folders || !name.endsWith('/')) names.push(name);
  return naturalSort(names);
}

/** Names of the folders, with a slash at the end, and wanted files in a folder, as they come. */
async function* namesIn(
  folder: string,
  { kind: wanted = imageFiles, hidden = false }: WalkOptions,
): AsyncGenerator<string> {
  for await (const entry of await opendir(folder, { bufferSize: ENTRIES_AT_A_TIME })) {
    if (entry.name.startsWith('.') && !hidden) continue;
    // Devices, pipes and sockets in a folder are no files to read, and to open one may block.
    const kind = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => undefined) : entry;
    if (kind?.isDirectory()) yield `${entry.name}/`;
    if (kind?.isFile() && wanted.accepts(entry.name)) yield entry.name;
  }
}
