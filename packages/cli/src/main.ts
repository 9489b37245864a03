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
  process.stdout.on('error', endWithoutReader);
  let code: ExitCode = exitCodes.ok;
  const program = createProgram(version(), await import('@detect-regions/server/config'), (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    // Help and version end in an error, too.
    if (error instanceof CommanderError && isHelp(error)) {
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    }
    const { printReport, reportOf } = await import('./report/error-report.ts');
    const report = reportOf(error);
    printReport(report, errorFormatOf(argv));
    return report.exitCode;
  }
}

/** A reader such as `head` may go away, and that is no error: what is left to write has nowhere to go. */
function endWithoutReader({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return;
  process.stderr.write(`error: can't write to standard output: ${message}\n`);
  process.exit(exitCodes.failed);
}

function isHelp({ code }: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(code);
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
