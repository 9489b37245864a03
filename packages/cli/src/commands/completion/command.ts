import { Argument, Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { type Shell, shells } from './shells.ts';

const help = `
Once, and again after an upgrade:
  bash   detect-regions completion bash > \\
           ~/.local/share/bash-completion/completions/detect-regions
  zsh    detect-regions completion zsh > "$fpath[1]/_detect-regions"
  fish   detect-regions completion fish > \\
           ~/.config/fish/completions/detect-regions.fish
Then open a new shell. To try it in this one:
  source <(detect-regions completion bash)`;

/** `completion`: what a shell needs to complete commands, flags and their values. */
export function completionCommand({ fullProgram, done }: CommandContext): Command {
  return new Command('completion')
    .description(
      'Print the script by which a shell completes commands, flags, their values and files. The script knows them all: no ' +
        'program is started when Tab is pressed.',
    )
    .addArgument(new Argument('<shell>', 'The shell.').choices(shells))
    .addHelpText('after', help)
    .action(async (shell: Shell) => {
      const { completion } = await import('./run.ts');
      done(completion(shell, await fullProgram()));
    });
}
