import type { Completed, CompletedCommand, CompletedFlag } from './words.ts';

/** The script for zsh: a file of its fpath, or to be sourced. */
export function zshScript([program, ...commands]: readonly CompletedCommand[]): string {
  return `#compdef detect-regions

_detect_regions() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  _arguments -C \\
${(program?.flags ?? []).map((flag) => `    ${flagSpec(flag)} \\`).join('\n')}
    '1: :_detect_regions_commands' \\
    '*:: :->rest' && ret=0
  [[ $state == rest ]] || return ret

  case $line[1] in
${commands.map(commandCase).join('\n')}
  esac
  return ret
}

_detect_regions_commands() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  _describe -t commands command commands
}

if [[ $funcstack[1] == _detect_regions ]]; then
  _detect_regions "$@"
else
  compdef _detect_regions detect-regions
fi
`;
}

function commandCase({ name, flags, arguments: rest }: CompletedCommand): string {
  const specs = [...flags.map(flagSpec), quoted(`*: :${action(rest)}`)];
  return `    ${name})
      _arguments ${specs.join(' \\\n        ')} && ret=0
      ;;`;
}

/** `'(--format -f)'{--format=,-f+}'[What to write]:format:(table json)'`. */
function flagSpec({ names, summary, value, isRepeatable }: CompletedFlag): string {
  const text = summary.replace(/[[\]\\:]/g, '\\$&');
  const after = value === undefined ? '' : `:${value.name.replaceAll(':', '\\:')}:${action(value.completed)}`;
  const [name = '', ...others] = names;
  const rest = `[${text}]${after}`;
  const repeat = isRepeatable ? '*' : '';
  // What takes a value takes it behind a space or "=".
  const spell = (flag: string): string =>
    value === undefined ? flag : `${flag}${flag.startsWith('--') ? '=' : '+'}`;
  if (others.length === 0) return quoted(`${repeat}${spell(name)}${rest}`);
  const exclusive = isRepeatable ? '*' : `(${names.join(' ')})`;
  return `${quoted(exclusive)}{${names.map(spell).join(',')}}${quoted(rest)}`;
}

function action(completed: Completed): string {
  switch (completed) {
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'nothing':
      return ' ';
    default:
      return `(${completed.values.join(' ')})`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
