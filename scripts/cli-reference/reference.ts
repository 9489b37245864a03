import { join } from 'node:path';
import { describeArgument, describeOption, flagTerm } from '../../packages/cli/src/help.ts';
import { root } from '../run.ts';
import { type Command, flagGroups, fullProgram, helpOf, type Option, settingsGroup } from './program.ts';

/** Where the reference is. */
export const referenceFile: string = join(root, 'docs/cli-reference.md');

const head = `# Reference of the command line

Every command of \`detect-regions\` and every flag. This page is generated from the definition of the commands by
\`pnpm cli-reference\`; do not edit it. How to use them: [the command line](cli.md).
`;

/** The reference as Markdown. */
export async function cliReference(): Promise<string> {
  const program = await fullProgram();
  const { commands } = program;
  const rows = commands.map((command) => [link(command.name()), cell(command.summary())]);
  const sections = [
    head,
    table(['command', 'what it does'], rows),
    '## Flags of every command\n',
    flagTable([...program.options]),
    '`-h` and `--help` print help, for every command.\n',
    ...commands.flatMap(commandSection),
  ];
  return `${sections.join('\n').trimEnd()}\n`;
}

function commandSection(command: Command): string[] {
  const name = command.name();
  const words = command.registeredArguments.map((argument) => {
    const dots = argument.variadic ? '...' : '';
    const word = `${argument.name()}${dots}`;
    return { word: argument.required ? `<${word}>` : `[${word}]`, text: describeArgument(argument) };
  });
  const usage = ['detect-regions', name, '[options]', ...words.map(({ word }) => word)].join(' ');
  const groups = [...flagGroups(command)];
  return [
    `## ${name}\n`,
    `\`\`\`\n${usage}\n\`\`\`\n`,
    `${command.description()}\n`,
    ...(words.length === 0
      ? []
      : [
          table(
            ['argument', 'what it is'],
            words.map(({ word, text }) => [code(word), cell(text)]),
          ),
        ]),
    ...groups.flatMap(([heading, flags]) => flagSection(heading, flags, groups.length)),
    ...notes(helpOf(command)),
  ];
}

function flagSection(heading: string, flags: readonly Option[], groupCount: number): string[] {
  if (heading === settingsGroup) {
    return [
      `**${heading}**\n`,
      'A flag for each setting of the API: see [the table of settings](reference.md#settings).\n',
    ];
  }
  return [...(groupCount === 1 ? [] : [`**${heading}**\n`]), flagTable(flags)];
}

function flagTable(flags: readonly Option[]): string {
  return table(
    ['flag', 'what it does'],
    flags.map((flag) => [code(flagTerm(flag)), cell(describeOption(flag))]),
  );
}

/** What help has besides, such as formats, examples and variables, word for word. */
function notes(help: string): string[] {
  return ['Formats', 'Figures', 'Examples', 'Environment'].flatMap((heading) => {
    const block = new RegExp(`^${heading}:\\n((?: {2}.*\\n?)+)`, 'm').exec(help)?.[1];
    if (block === undefined) return [];
    const lines = block.trimEnd().replace(/^ {2}/gm, '');
    if (heading !== 'Examples') return [`**${heading}**\n`, `\`\`\`\n${lines}\n\`\`\`\n`];
    // Help has remarks behind spaces; a shell wants a sign before them.
    const code = lines.replace(/(?<=\S)( {2,})(?=\S)/g, '$1# ');
    return [`**${heading}**\n`, `\`\`\`sh\n${code}\n\`\`\`\n`];
  });
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [titles, titles.map(() => '---'), ...rows];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function link(name: string): string {
  return `[\`${name}\`](#${name})`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** Words for a cell. What stands between angle brackets would be taken for HTML. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[|<]/g, '\\$&');
}
