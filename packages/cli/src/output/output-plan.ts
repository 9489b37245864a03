import { existsSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Format } from '../formats/format.ts';
import type { FoundImage } from '../input/discover.ts';
import { type CliError, usageError } from '../report/cli-error.ts';
import { printable } from '../terminal/printable.ts';
import { folderTemplate, isTemplate, nameTemplate } from './name-template.ts';

/** Where the output of a run goes, known before any work is done. */
export type OutputPlan =
  | { readonly kind: 'stdout' }
  /** One document for all. */
  | { readonly kind: 'file'; readonly path: string }
  /** A document each; `paths` are in the order of the images. */
  | { readonly kind: 'files'; readonly paths: readonly string[] };

/** What of an image decides on where its output goes. */
export type PlannedImage = Pick<FoundImage, 'name' | 'path' | 'relative'>;

/** What was said of the output. */
export interface PlanOptions {
  /** A file, a folder or a name template; standard output without it. */
  readonly out: string | undefined;
  /** Whether files may be overwritten. */
  readonly force: boolean;
}

/**
 * Decides from `--out` where documents go: to names of a template; into a folder when it is one, ends in a slash, or
 * must be one to hold several documents; else to a file. Refuses to overwrite, and two documents of one name, before
 * anything is sent or paid for.
 *
 * @throws CliError (usage)
 */
export function planOutput(
  images: readonly PlannedImage[],
  format: Format,
  { out, force }: PlanOptions,
): OutputPlan {
  const needsMany = images.length > 1 && !format.holdsMany;
  if (out === undefined) {
    checkStdout(images.length, format, needsMany);
    return { kind: 'stdout' };
  }
  const plan = planFiles(images, format, out, needsMany);
  const paths = plan.kind === 'files' ? plan.paths : [plan.path];
  refuseToOverwrite(paths, images, force);
  return plan;
}

/** The file that holds an image's page; `undefined` for standard output. */
export function outputFile(plan: OutputPlan, index: number): string | undefined {
  if (plan.kind === 'stdout') return undefined;
  return plan.kind === 'file' ? plan.path : plan.paths[index];
}

function checkStdout(count: number, { extension, isBinary }: Format, needsMany: boolean): void {
  const title = extension.toUpperCase();
  if (needsMany) {
    throw usageError(
      `${count} images make ${count} ${title} documents, too many for standard output`,
      'Name a folder for them: --out FOLDER',
    );
  }
  if (isBinary && process.stdout.isTTY) {
    throw usageError(`a terminal can't show ${title}`, 'Write it to a file: --out FILE');
  }
}

function planFiles(
  images: readonly PlannedImage[],
  format: Format,
  out: string,
  needsMany: boolean,
): Exclude<OutputPlan, { kind: 'stdout' }> {
  if (isTemplate(out)) return { kind: 'files', paths: pathsOf(images, out, format) };
  const status = statSync(out, { throwIfNoEntry: false });
  // Nobody means a folder by a name such as page.svg.
  const isFileName = out.toLowerCase().endsWith(`.${format.extension}`);
  const isFolder = status?.isDirectory() ?? ((needsMany && !isFileName) || /[\\/]$/.test(out));
  if (!isFolder && needsMany) {
    throw usageError(
      `--out ${printable(out)} is a file, and ${images.length} images need a folder`,
      'Name one, or a template: --out "FOLDER/{name}.{ext}"',
    );
  }
  if (!isFolder) return { kind: 'file', path: resolve(out) };
  return { kind: 'files', paths: pathsOf(images, folderTemplate(out), format) };
}

function pathsOf(images: readonly PlannedImage[], template: string, { extension }: Format): string[] {
  const pathOf = nameTemplate(template, extension);
  const taken = new Map<string, PlannedImage>();
  return images.map((image, index) => {
    const path = pathOf(image, index);
    // File systems may hold A and a for the same, and é for e with an accent.
    const key = path.normalize().toLowerCase();
    const other = taken.get(key);
    if (other !== undefined) throw collisionError(other, image, path);
    taken.set(key, image);
    return path;
  });
}

function collisionError(one: PlannedImage, other: PlannedImage, path: string): CliError {
  const names = `${printable(one.name)} and ${printable(other.name)}`;
  return usageError(
    `${names} would both be written to ${shownPath(path)}`,
    'Number them: --out "FOLDER/{index}-{name}.{ext}"',
  );
}

function refuseToOverwrite(paths: readonly string[], images: readonly PlannedImage[], force: boolean): void {
  const sources = new Set(images.map(({ path }) => path));
  const source = paths.find((path) => sources.has(path));
  if (source !== undefined) {
    throw usageError(`${shownPath(source)} is an input, it can't be the output too`);
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
