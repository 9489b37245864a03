import { type Command, Option } from 'commander';
import { type FormatName, formatNames, type SvgImage, svgImages } from '../formats/names.ts';

/** The flags that say what is written and where to, as commander gives them. */
export interface OutputFlags {
  readonly format?: FormatName;
  readonly out?: string;
  readonly force?: boolean;
  readonly svgImage: SvgImage;
}

/** Adds the flags that say what is written and where to. */
export function addOutputFlags(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .addOption(
      new Option(
        '-f, --format <format>',
        'What to write. json is always an array; svg draws the regions on the image.',
      )
        .choices(formatNames)
        .default(undefined, 'by the ending of --out, or else table'),
    )
    .option('-o, --out <path>', 'Write to a file, or into a folder, where each image gets a file.')
    .option('--force', 'Overwrite what exists.')
    .addOption(
      new Option(
        '--svg-image <how>',
        'The page beneath an overlay: inside the file, by a link, or not at all.',
      )
        .choices(svgImages)
        .default('embed'),
    );
}
