import { existsSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import type { Format } from '../formats/format.ts';
import type { ImageFile } from '../input/image-file.ts';
import { type CliError, usageError } from '../report/cli-error.ts';
import { printable } from '../terminal/printable.ts';

/** Where the output of a run goes, known before any work is done. */
export type OutputPlan =
  | { readonly kind: 'stdout' }
  /** One document for all. */
  | { readonly kind: 'file'; readonly path: string }
  /** A document each; `paths` are in the order of the images. */
  | { readonly kind: 'folder'; readonly paths: readonly string[] };

/**
 * Decides from `--out` where documents go: a folder when it is one, ends in a slash, or must be one to hold
 * several documents; else a file. Refuses to overwrite, before anything is sent or paid for.
 */
export function planOutput(
  images: readonly ImageFile[],
  format: Format,
  { out, force }: { out: string | undefined; force: boolean },
): OutputPlan {
  const needsMany = images.length > 1 && !format.holdsMany;
  if (out === undefined) {
    if (needsMany) {
      throw usageError(
        `${images.length} images make ${images.length} ${format.extension.toUpperCase()} documents, too many for standard output`,
        'Name a folder for them: --out FOLDER',
      );
    }
    return { kind: 'stdout' };
  }
  const status = statSync(out, { throwIfNoEntry: false });
  const isFolder = status?.isDirectory() ?? (needsMany || /[\\/]$/.test(out));
  if (needsMany && !isFolder) {
    throw usageError(`--out ${printable(out)} is a file, and ${images.length} images need a folder`);
  }
  const path = resolve(out);
  const plan: OutputPlan = isFolder
    ? { kind: 'folder', paths: names(images, format).map((name) => join(path, name)) }
    : { kind: 'file', path };
  refuseToOverwrite(plan.kind === 'folder' ? plan.paths : [path], images, force);
  return plan;
}

/** The file that holds an image's page; `undefined` for standard output. */
export function outputFile(plan: OutputPlan, index: number): string | undefined {
  if (plan.kind === 'stdout') return undefined;
  return plan.kind === 'file' ? plan.path : plan.paths[index];
}

/** `a/page.png` gives `page.svg`; a name that is taken gets a number: `page-2.svg`. */
function names(images: readonly ImageFile[], { extension }: Format): string[] {
  const taken = new Set<string>();
  return images.map(({ name, path }) => {
    const stem = path === undefined ? 'stdin' : basename(name, extname(name));
    let candidate = `${stem}.${extension}`;
    // File systems may hold A and a for the same.
    for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${stem}-${n}.${extension}`;
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}

function refuseToOverwrite(paths: readonly string[], images: readonly ImageFile[], force: boolean): void {
  const source = paths.find((path) => images.some((image) => image.path === path));
  if (source !== undefined) {
    throw usageError(`${shownPath(source)} is an image to read, it can't be the output too`);
  }
  const [existing, ...more] = force ? [] : paths.filter((path) => existsSync(path));
  if (existing !== undefined) throw existsError(existing, more.length);
}

/** Says that a file would be overwritten. */
export function existsError(path: string, others = 0): CliError {
  const rest = others === 0 ? 'exists' : `and ${others} more exist`;
  return usageError(`${shownPath(path)} ${rest} already`, 'Overwrite with --force, or choose another --out.');
}

/** A path as a user would write it. */
export function shownPath(path: string): string {
  const way = relative(process.cwd(), path);
  return printable(way.startsWith('..') ? path : way);
}
