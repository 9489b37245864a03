import { basename, dirname, isAbsolute, resolve } from 'node:path';
import type { FoundImage } from '../input/discover.ts';
import { usageError } from '../report/cli-error.ts';
import { printable } from '../terminal/printable.ts';
import { stemOf } from './stem.ts';

/** What stands for what in a template, for help and messages. */
const placeholders: Readonly<Record<string, string>> = {
  dir: 'the folder of the image, below the one that was named',
  name: 'its name without the ending',
  ext: "the format's ending",
  index: 'its number, from 1',
};

/** The placeholders as they are written: `{dir}, {name}, …`. */
export const placeholderList: string = Object.keys(placeholders)
  .map((name) => `{${name}}`)
  .join(', ');

/**
 * Gives the absolute path of an image's output.
 *
 * @param index - of the image, from 0
 */
export type NameTemplate = (image: Pick<FoundImage, 'relative'>, index: number) => string;

/** Whether a value of `--out` is a template, rather than a file or folder. */
export function isTemplate(out: string): boolean {
  return out.includes('{');
}

/** The template for outputs in a folder: the tree of the images again. */
export function folderTemplate(folder: string): string {
  return `${folder.replace(/[\\/]+$/, '')}/{dir}/{name}.{ext}`;
}

/**
 * Reads a name template such as `out/{dir}/{name}.{ext}`.
 *
 * @param extension - of the format, without the first dot
 * @throws CliError (usage) for a placeholder that there is none of
 */
export function nameTemplate(template: string, extension: string): NameTemplate {
  const parts = template.split(/\{([^{}]*)\}/);
  const rest = parts.filter((_part, at) => at % 2 === 0);
  const unknown = parts.find((part, at) => at % 2 === 1 && !Object.hasOwn(placeholders, part));
  if (unknown !== undefined || rest.some((part) => /[{}]/.test(part))) {
    const what = unknown === undefined ? 'has a single brace' : `has the unknown {${printable(unknown)}}`;
    throw usageError(`--out ${printable(template)} ${what}`, `Known are ${placeholderList}.`);
  }
  return ({ relative }, index) => {
    const dir = dirname(relative);
    const values: Readonly<Record<string, string>> = {
      dir: dir === '.' ? '' : dir,
      name: stemOf(basename(relative)),
      ext: extension,
      index: String(index + 1),
    };
    const path = parts.map((part, at) => (at % 2 === 0 ? part : (values[part] ?? ''))).join('');
    // {dir}/… of an image without a folder is not meant to begin at the root.
    return resolve(isAbsolute(template) ? path : path.replace(/^[\\/]+/, ''));
  };
}
