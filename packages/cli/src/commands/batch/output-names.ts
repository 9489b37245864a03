import { statSync } from 'node:fs';
import { dirname, extname, join, parse } from 'node:path';
import type { FormatName } from '../../formats/names.ts';
import { formatOfFile } from '../../formats/of-file.ts';
import type { FoundImage } from '../../input/discover.ts';
import { folderTemplate, isTemplate, type NameTemplate, nameTemplate } from '../../output/name-template.ts';
import { usageError } from '../../report/cli-error.ts';
import { printable } from '../../terminal/printable.ts';

/** Where the results of a batch go. */
export type Destination =
  /** One document for all. */
  | { readonly kind: 'document'; readonly path: string }
  /** A file each, named by a template. */
  | { readonly kind: 'files'; readonly template: string };

/** The formats of which pages can be added to a file that is there, whatever is in it. */
const appendable: ReadonlySet<FormatName> = new Set(['jsonl', 'csv']);

/**
 * Where `--out` says that results go: into a folder, in which the folders of the images are made again; to the files of a
 * template; or, for JSON Lines and CSV, into one file.
 *
 * @throws CliError (usage)
 */
export function destinationOf(out: string, formatName: FormatName): Destination {
  if (isTemplate(out)) return { kind: 'files', template: out };
  const isFolder = statSync(out, { throwIfNoEntry: false })?.isDirectory();
  const looksLikeFile = !/[\\/]$/.test(out) && extname(out) !== '';
  if (isFolder ?? !looksLikeFile) return { kind: 'files', template: folderTemplate(out) };
  if (!appendable.has(formatName)) {
    throw usageError(
      `--out ${printable(out)} is a file, and ${formatName} needs a file for each image`,
      'Name a folder (results/), or a template ("results/{name}.{ext}"). One file for all: --format jsonl or csv.',
    );
  }
  return { kind: 'document', path: out };
}

/** The journal where none is named: beside the document, or in the folder that holds all results. */
export function usualJournal(destination: Destination): string {
  if (destination.kind === 'document') return `${destination.path}.journal`;
  const fixed = destination.template.split('{')[0] ?? '';
  return join(/[\\/]$/.test(fixed) ? fixed : dirname(fixed), 'detect-regions.journal');
}

/**
 * The file for an image, by its template.
 *
 * @param id - its number, from 1
 * @param isTaken - whether another image's result goes to the file that its name gives; it gets its number then
 */
export function outputName(
  template: NameTemplate,
  image: Pick<FoundImage, 'relative'>,
  id: number,
  isTaken: boolean,
): string {
  const path = template(image, id - 1);
  if (!isTaken) return path;
  const { dir, name } = parse(path);
  const [stem = '', ...endings] = name.split(/(?=\.)/);
  return join(dir, `${stem}-${id}${endings.join('')}${parse(path).ext}`);
}

/**
 * The format where none is named: that of the ending of `--out`; JSON for a folder or an open ending, since a table is
 * for eyes.
 *
 * @throws CliError (usage) for an ending that tells none, and for a template with an unknown place
 */
export function usualFormat(out: string): FormatName {
  if (isTemplate(out)) nameTemplate(out, '');
  const isOpen = /[\\/]$/.test(out) || /\{(ext|name|index)\}$/.test(out) || extname(out) === '';
  return isOpen ? 'json' : formatOfFile(out);
}
