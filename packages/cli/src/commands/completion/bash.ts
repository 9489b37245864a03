import type { Completed, CompletedCommand } from './words.ts';

const noPaths = 'compopt +o default +o bashdefault';

/**
 * The script for bash, from 3.2 on (that of macOS), with or without the bash-completion package. What it does not complete
 * itself is completed as a path.
 */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).filter((name) => name !== '');
  return `# bash completion for detect-regions

_detect_regions() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} prefix='' command='' word
  # --flag=value is three words, or one where "=" has been taken out of COMP_WORDBREAKS.
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $cur == --*=* ]]; then
    prev=\${cur%%=*} prefix=\${cur%%=*}= cur=\${cur#*=}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join(' | ')}) command=$word && break ;;
    esac
  done

  COMPREPLY=()
  case "$command $prev" in
${flagCases(commands)}
  esac
  if [[ $cur == -* ]]; then
    case $command in
${commands.map(({ name, flags }) => `      ${quoted(name)}) ${reply(flags.flatMap((flag) => flag.names))} ;;`).join('\n')}
    esac
    return
  fi
  case $command in
${commands.map(({ name, arguments: rest }) => `    ${quoted(name)})\n      ${action(rest)}\n      ;;`).join('\n')}
  esac
}

complete -o bashdefault -o default -F _detect_regions detect-regions
`;
}

/** What follows the flags that take a value: one line for all with the same answer. */
function flagCases(commands: readonly CompletedCommand[]): string {
  const byAnswer = new Map<string, string[]>();
  for (const { name, flags } of commands) {
    for (const { names, value } of flags) {
      if (value === undefined) continue;
      const answer = action(value.completed);
      const patterns = byAnswer.get(answer) ?? [];
      byAnswer.set(answer, [...patterns, ...names.map((flag) => quoted(`${name} ${flag}`))]);
    }
  }
  const cases = [...byAnswer].map(
    ([answer, patterns]) => `    ${patterns.join(' | ')})\n      ${answer}\n      return\n      ;;`,
  );
  return cases.join('\n');
}

/** Lines of the script. Bash before 4 knows no compopt, and offers paths where nothing else is found. */
function action(completed: Completed): string {
  switch (completed) {
    case 'files':
      return ':';
    case 'folders':
      return `${noPaths} -o dirnames 2>/dev/null`;
    case 'nothing':
      return `${noPaths} 2>/dev/null`;
    default:
      return `${noPaths} 2>/dev/null\n      ${reply(completed.values)}`;
  }
}

function reply(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -P "$prefix" -W ${quoted(words.join(' '))} -- "$cur"))`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
