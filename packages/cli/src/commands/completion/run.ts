import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import type { Shell } from './shells.ts';
import { completedCommands } from './words.ts';
import { zshScript } from './zsh.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

const places = {
  bash: '~/.local/share/bash-completion/completions/detect-regions',
  zsh: '"$fpath[1]/_detect-regions"',
  fish: '~/.config/fish/completions/detect-regions.fish',
} as const;

/** Prints the script for a shell; on a terminal, where it is of no use, also where it belongs. */
export function completion(shell: Shell, program: Command): ExitCode {
  process.stdout.write(scripts[shell](completedCommands(program)));
  if (process.stdout.isTTY) {
    process.stderr.write(
      `\nTo install it, and open a new shell:\n  detect-regions completion ${shell} > ${places[shell]}\n`,
    );
  }
  return exitCodes.ok;
}
