import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../run.ts';
import { type Command, fullProgram, helpOf } from './program.ts';

/** A command of a shell in words: enough of a shell for examples, which have quotes, pipes, files and remarks. */
function commandsOf(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const [word, double, single] of line.matchAll(/"([^"]*)"|'([^']*)'|[|<>]|[^\s|<>]+/g)) {
    if (word.startsWith('#')) break;
    if (word === '|') commands.push([]);
    else commands.at(-1)?.push(double ?? single ?? word);
  }
  // What is redirected is no argument.
  return commands.map((words) =>
    words.filter((word, at) => !/^[<>]$/.test(word) && !/^[<>]$/.test(words[at - 1] ?? '')),
  );
}

/** The arguments of all calls of the program, wherever they stand on the lines. */
function callsIn(text: string): string[][] {
  const lines = text.replaceAll('\\\n', ' ').split('\n');
  return lines.flatMap((line) =>
    commandsOf(line.trim()).flatMap(([first, ...words]) => {
      const program = words.findIndex((word) => word === 'detect-regions' || word === '@detect-regions/cli');
      if (first === 'npx' || first === 'pnpm') return program === -1 ? [] : [words.slice(program + 1)];
      return first === 'detect-regions' ? [words] : [];
    }),
  );
}

/** Reads a command line as the program would, and runs nothing. */
async function parse(words: readonly string[]): Promise<void> {
  const program = await fullProgram();
  const calm = (command: Command): void => {
    command.configureOutput({ writeOut() {}, writeErr() {}, outputError() {} });
    command.action(() => {});
  };
  program.commands.forEach(calm);
  await program.parseAsync(words, { from: 'user' });
}

async function blocksOf(file: string): Promise<string> {
  const markdown = await readFile(join(root, file), 'utf8');
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, code]) => code).join('\n');
}

const help = (await fullProgram()).commands.map((command) => helpOf(command).split('Examples:')[1] ?? '');
const pages: string[] = [];
for await (const page of glob(['README.md', 'docs/*.md', 'packages/*/README.md'], { cwd: root }))
  pages.push(page);
const places: [string, string][] = [
  ...(await Promise.all(
    pages.sort().map(async (page): Promise<[string, string]> => [page, await blocksOf(page)]),
  )),
  // Remarks stand two spaces behind the commands.
  ['--help', help.join('\n').replace(/(?<=\S) {2,}\S.*$/gm, '')],
];
const calls = places.flatMap(([place, text]) =>
  callsIn(text).map((words) => [place, words.join(' '), words] as const),
);

describe('command lines that people copy', () => {
  it.each(['README.md', 'docs/cli.md', 'packages/cli/README.md', '--help'])('are in %s', (place) => {
    expect(calls.map(([found]) => found)).toContain(place);
  });

  it.each(calls)('%s: detect-regions %s', async (_place, _line, words) => {
    await expect(parse(words)).resolves.toBeUndefined();
  });
});
