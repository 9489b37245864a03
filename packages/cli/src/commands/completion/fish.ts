import type { Completed, CompletedCommand, CompletedFlag } from './words.ts';

/** The script for fish. */
export function fishScript([program, ...commands]: readonly CompletedCommand[]): string {
  const lines = [
    '# fish completion for detect-regions',
    '',
    complete('-f'),
    ...commands.map(({ name, summary }) =>
      complete('-n __fish_use_subcommand', `-a ${quoted(name)}`, `-d ${quoted(summary)}`),
    ),
    ...(program?.flags ?? []).map((flag) => complete('-n __fish_use_subcommand', ...flagWords(flag))),
    ...commands.flatMap(commandLines),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines({ name, flags, arguments: rest }: CompletedCommand): string[] {
  const seen = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
  return [
    '',
    ...(rest === 'nothing' ? [] : [complete(seen, restWords(rest))]),
    ...flags.map((flag) => complete(seen, ...flagWords(flag))),
  ];
}

function flagWords({ names, summary, value }: CompletedFlag): string[] {
  const spelt = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  return [...spelt, ...(value === undefined ? [] : [valueWords(value.completed)]), `-d ${quoted(summary)}`];
}

function valueWords(completed: Completed): string {
  switch (completed) {
    case 'files':
      return '-r -F';
    case 'folders':
      return "-x -a '(__fish_complete_directories)'";
    case 'nothing':
      return '-x';
    default:
      return `-x -a ${quoted(completed.values.join(' '))}`;
  }
}

function restWords(completed: Exclude<Completed, 'nothing'>): string {
  if (completed === 'files') return '-F';
  return completed === 'folders'
    ? "-a '(__fish_complete_directories)'"
    : `-a ${quoted(completed.values.join(' '))}`;
}

function complete(...words: readonly string[]): string {
  return `complete -c detect-regions ${words.join(' ')}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
