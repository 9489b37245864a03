import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileKind, imageFiles } from './file-kinds.ts';

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

/** `page-9.png` comes before `page-10.png`. */
const natural = new Intl.Collator('en', { numeric: true });

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
  const { depth = Infinity, onUnreadable } = options;
  const seen = new Set<string>();
  const levels: Iterator<string>[] = [];
  const enter = async (path: string): Promise<void> => {
    try {
      const folder = join(root, path);
      const { dev, ino } = await stat(folder, { bigint: true });
      const identity = `${dev}:${ino}`;
      if (seen.has(identity)) return;
      seen.add(identity);
      levels.push((await entriesOf(folder, path, options, levels.length + 1 < depth)).values());
    } catch (error) {
      if (path === '' || onUnreadable === undefined) throw error;
      onUnreadable(path.slice(0, -1), error as NodeJS.ErrnoException);
    }
  };
  await enter('');
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const { value, done } = level.next();
    if (done) levels.pop();
    else if (value.endsWith('/')) await enter(value);
    else yield value;
  }
}

/** Paths of the folders, with a slash at the end, and wanted files in a folder, in natural order. */
async function entriesOf(
  folder: string,
  path: string,
  { kind: wanted = imageFiles, hidden = false }: WalkOptions,
  folders: boolean,
): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of await opendir(folder, { bufferSize: ENTRIES_AT_A_TIME })) {
    if (entry.name.startsWith('.') && !hidden) continue;
    const kind = await kindOf(entry, folder);
    if (kind === 'folder' && folders) names.push(`${entry.name}/`);
    if (kind === 'file' && wanted.accepts(entry.name)) names.push(entry.name);
  }
  return names.sort(natural.compare).map((name) => path + name);
}

/** Devices, pipes and sockets in a folder are no files to read, and to open one may block. */
async function kindOf(entry: Dirent, folder: string): Promise<'file' | 'folder' | undefined> {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return undefined;
  // A link that leads nowhere.
  const status = await stat(join(folder, entry.name)).catch(() => undefined);
  if (status?.isFile()) return 'file';
  return status?.isDirectory() ? 'folder' : undefined;
}
