import type { Command } from 'commander';
import type { ErrorFormat } from '../report/error-format.ts';
import type { ExitCode } from '../report/exit-codes.ts';

/** What the program gives to each of its commands. */
export interface CommandContext {
  /** How errors are printed. Known once the command line is parsed. */
  errorFormat(): ErrorFormat;
  /** The program with the arguments and flags of all commands, whichever the command line names. */
  fullProgram(): Promise<Command>;
  /** To be called with what the process should exit with, once the command has run. */
  done(code: ExitCode): void;
}
