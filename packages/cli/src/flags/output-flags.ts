import { type Command, Option } from 'commander';
import { type FormatName, formatFacts, formatNames, type SvgImage, svgImages } from '../formats/names.ts';

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
      new Option('-f, --format <format>', 'What to write; see Formats below.')
        .choices(formatNames)
        .default(undefined, 'by the ending of --out, or table'),
    )
    .option(
      '-o, --out <path>',
      'Write to a file; into a folder, where each image gets a file; or by a template of {dir}, {name}, {ext} and {index}.',
    )
    .option('--force', 'Overwrite what exists.')
    .addOption(
      new Option(
        '--svg-image <how>',
        'The page beneath an overlay: inside the file, by a link, or not at all.',
      )
        .choices(svgImages)
        .default('embed'),
    )
    .addHelpText('after', formatsHelp);
}

const longest = Math.max(...formatNames.map((name) => name.length));

const formatsHelp = `
Formats:
${formatNames.map((name) => `  ${name.padEnd(longest)}  ${formatFacts[name].about}`).join('\n')}`;
