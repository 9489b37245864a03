import type { Command } from 'commander';

/** What the argument for images says of itself in help. */
export const imagesHelp = 'Files, folders (with those below them), globs in quotes; - is standard input.';

/** The flags that say which images are taken, as commander gives them. */
export interface InputFlags {
  /** False for `--no-recursive`. */
  readonly recursive: boolean;
  readonly allowUrls?: boolean;
}

/** Adds the flags that say which images are taken. */
export function addInputFlags(command: Command): Command {
  return command
    .optionsGroup('Input:')
    .option('--no-recursive', 'Leave out the folders in a folder.')
    .option('--allow-urls', 'Take https: addresses for images, too, and have them downloaded.');
}
