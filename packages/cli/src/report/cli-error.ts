import { type ExitCode, exitCodes } from './exit-codes.ts';

/** An error with an answer: what is wrong, what to do next, and the exit code that stands for it. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  /** A stable word for programs, as `--error-format json` prints it. */
  readonly code: string;
  /** What the process exits with when this error ends it. */
  readonly exitCode: ExitCode;
  /** What to do next, in a sentence; absent when the message says it. */
  readonly hint: string | undefined;
  /** The task concerned, where there is one. */
  readonly taskId: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { exitCode: ExitCode; hint?: string; taskId?: string; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.exitCode = options.exitCode;
    this.hint = options.hint;
    this.taskId = options.taskId;
  }
}

/** The command line asks for something that can't be: nothing has been tried. */
export function usageError(message: string, hint?: string): CliError {
  return new CliError('usage', message, {
    exitCode: exitCodes.usage,
    ...(hint === undefined ? {} : { hint }),
  });
}
