import { stat } from 'node:fs/promises';
import { basename, join, matchesGlob, resolve } from 'node:path';
import pMap from 'p-map';
import { type CliError, usageError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printable } from '../terminal/printable.ts';
import { type FileKind, imageFiles } from './file-kinds.ts';
import { imageUrl, looksLikeUrl } from './image-url.ts';
import { unreadableFolder } from './unreadable.ts';
import { holdsFile, type WalkOptions, walkFolder } from './walk-folder.ts';

/** An image that the arguments name, or that was found where they say. Nothing of it has been read. */
export interface FoundImage {
  /** As it is shown: the argument itself, or a path that begins with it; `-` for standard input. */
  readonly name: string;
  /** Absolute path; absent for standard input and for an address. */
  readonly path?: string;
  /** Where it is to be downloaded; absent for files. */
  readonly url?: string;
  /**
   * For the names of outputs: the path below the folder or the fixed part of the glob that was named, with slashes; a
   * plain file name for all else.
   */
  readonly relative: string;
}

/** What {@link discoverImages} takes for images. */
export interface DiscoverOptions {
  /** Whether to look into the folders below those that are named. Default: yes. */
  readonly recursive?: boolean;
  /** What is looked for in folders and by globs. Default: images. */
  readonly kind?: FileKind;
  /** Whether addresses (`https:`) are accepted. */
  readonly urls: boolean;
  /**
   * Is told of each folder below a named one that can't be read, and the search goes on. By default it ends there, by
   * throwing the same error.
   *
   * @param name - the folder, as images in it would be shown
   */
  readonly onUnreadable?: (name: string, error: CliError) => void;
}

/** What an argument asks for. */
type Source =
  | { readonly kind: 'one'; readonly image: FoundImage }
  | {
      readonly kind: 'folder' | 'glob';
      readonly argument: string;
      /** The folder as it is shown, with a slash at its end if it needs one before a name. */
      readonly shown: string;
      readonly root: string;
      readonly walk: WalkOptions & { readonly kind: FileKind };
      /** Which paths from the root are wanted. */
      readonly wanted: (path: string) => boolean;
    };

/** How many arguments are looked up at a time: a shell may expand to tens of thousands. */
const LOOKUPS = 16;

/**
 * The images that arguments name, in the order of the arguments, found as they are asked for: a million files take no
 * more memory than the longest folder.
 *
 * An argument is a file, a folder, a glob in quotes for shells that expand none (`"scans/*.png"`), an address, or
 * `-`. A file that is named is taken whatever it is, and also when it is missing, which its reader will tell. In
 * folders and by globs only files with the ending of an image are found, hidden ones only where a glob names the dot.
 *
 * @throws CliError (usage), before the first image comes, for a folder or glob that gives none, for addresses without
 *   leave, and for standard input twice
 */
export async function* discoverImages(
  args: readonly string[],
  options: DiscoverOptions,
): AsyncGenerator<FoundImage> {
  if (args.filter((argument) => argument === '-').length > 1) {
    throw usageError('standard input (-) can be read only once');
  }
  const sources = await pMap(args, (argument) => sourceOf(argument, options), { concurrency: LOOKUPS });
  for (const source of sources) await checkNotEmpty(source);
  for (const source of sources) yield* imagesOf(source, options.onUnreadable);
}

async function sourceOf(
  argument: string,
  { recursive = true, kind = imageFiles, urls }: DiscoverOptions,
): Promise<Source> {
  if (argument === '-') return { kind: 'one', image: { name: '-', relative: 'stdin' } };
  if (looksLikeUrl(argument)) return { kind: 'one', image: urlImage(argument, urls) };
  const status = await stat(argument).catch(() => undefined);
  if (status?.isDirectory()) {
    const shown = /[\\/]$/.test(argument) ? argument : `${argument}/`;
    const walk = { kind, depth: recursive ? Infinity : 1 };
    return { kind: 'folder', argument, shown, root: resolve(argument), walk, wanted: () => true };
  }
  // A file may be called [1].png.
  if (status === undefined && /[*?[{]/.test(argument)) return globSource(argument, kind);
  return { kind: 'one', image: { name: argument, path: resolve(argument), relative: basename(argument) } };
}

function urlImage(argument: string, allowed: boolean): FoundImage {
  const { url, name, fileName } = imageUrl(argument);
  if (!allowed) throw usageError(`${name} is an address, not a file`, 'To have it downloaded: --allow-urls');
  return { name, url, relative: fileName };
}

/** The folder that a glob surely begins with is walked, no deeper than it may match. */
function globSource(argument: string, kind: FileKind): Source {
  const parts = (process.platform === 'win32' ? argument.replaceAll('\\', '/') : argument).split('/');
  const fixed = parts.findIndex((part) => /[*?[{()\\]/.test(part));
  const shown = parts
    .slice(0, fixed)
    .map((part) => `${part}/`)
    .join('');
  const rest = parts.slice(fixed);
  const pattern = rest.join('/');
  const walk = {
    kind,
    depth: rest.some((part) => part.includes('**')) ? Infinity : rest.length,
    hidden: rest.some((part) => part.startsWith('.')),
  };
  const root = resolve(shown);
  return { kind: 'glob', argument, shown, root, walk, wanted: (path) => matchesGlob(path, pattern) };
}

async function* imagesOf(
  source: Source,
  onUnreadable: DiscoverOptions['onUnreadable'],
): AsyncGenerator<FoundImage> {
  if (source.kind === 'one') {
    yield source.image;
    return;
  }
  const { shown, root, walk, wanted } = source;
  const report = (path: string, cause: NodeJS.ErrnoException): void => {
    const name = shown + path;
    const error = unreadableFolder(printable(name), cause, exitCodes.failed);
    if (onUnreadable === undefined) throw error;
    onUnreadable(name, error);
  };
  for await (const path of walkFolder(root, { ...walk, onUnreadable: report })) {
    if (wanted(path)) yield { name: shown + path, path: join(root, path), relative: path };
  }
}

/** What can't be read on the way is told on the second way. */
async function checkNotEmpty(source: Source): Promise<void> {
  if (source.kind === 'one') return;
  const { argument, root, walk, wanted } = source;
  let cause: NodeJS.ErrnoException | undefined;
  const onUnreadable = (_path: string, error: NodeJS.ErrnoException): void => {
    cause ??= error;
  };
  try {
    if (await holdsFile(root, { ...walk, onUnreadable }, wanted)) return;
  } catch (error) {
    cause = error as NodeJS.ErrnoException;
  }
  // The folder that a glob begins with may be missing as well as the file.
  if (cause !== undefined && !(source.kind === 'glob' && cause.code === 'ENOENT')) {
    throw unreadableFolder(printable(argument), cause, exitCodes.usage);
  }
  const { noun, endings } = walk.kind;
  throw usageError(
    `${printable(argument)} ${source.kind === 'glob' ? `matches no ${noun}` : `has no ${noun} in it`}`,
    `Looked for are ${endings}. A file that is named itself is taken whatever its ending.`,
  );
}
