import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { errorFormatOf } from './report/error-format.ts';
import { type ExitCode, exitCodes } from './report/exit-codes.ts';

/**
 * Runs the program.
 *
 * @param argv - the arguments, without those for Node and the script
 * @returns what the process should exit with
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  process.stdout.on('error', (error) => endWithoutReader(error, argv));
  // Nobody waits for what fails behind an event, and it would be printed as Node likes.
  process.on('uncaughtException', async (error) => process.exit(await report(error, argv)));
  let code: ExitCode = exitCodes.ok;
  try {
    const program = await createProgram({
      version: version(),
      isNeeded: (name) => argv.includes(name),
      done: (result) => {
        code = result;
      },
    });
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    // Help and version end in an error, too; help for those who asked for nothing is one.
    if (error instanceof CommanderError && isHelp(error)) {
      if (error.exitCode === 0) return exitCodes.ok;
      if (errorFormatOf(argv) === 'text') return exitCodes.usage;
      return await report(new CommanderError(exitCodes.usage, error.code, 'no command is given'), argv);
    }
    return await report(error, argv);
  }
}

/** Prints an error and what to do next, and gives what to exit with. What that takes is loaded only now. */
async function report(error: unknown, argv: readonly string[]): Promise<ExitCode> {
  const { printReport, reportOf } = await import('./report/error-report.ts');
  let told = reportOf(error);
  if (error instanceof CommanderError) {
    const { withUsageHint } = await import('./report/usage-hint.ts');
    told = await withUsageHint(told, argv);
  }
  printReport(told, errorFormatOf(argv));
  return told.exitCode;
}

/** A reader such as `head` may go away, and that is no error: what is left to write has nowhere to go. */
async function endWithoutReader(cause: NodeJS.ErrnoException, argv: readonly string[]): Promise<void> {
  if (cause.code === 'EPIPE') return;
  const { CliError } = await import('./report/cli-error.ts');
  const message = `can't write to standard output: ${cause.message}`;
  process.exit(await report(new CliError('output', message, { exitCode: exitCodes.failed, cause }), argv));
}

function isHelp({ code }: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(code);
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
