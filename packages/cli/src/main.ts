import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { errorFormatOf } from './error-format.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';

/**
 * Runs the program.
 *
 * @param argv - the arguments, without those for Node and the script
 * @returns what the process should exit with
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  // A reader such as `head` may go away: what is left to write has nowhere to go, and that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const program = createProgram(version(), (result) => {
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
    const { printReport, reportOf } = await import('./error-report.ts');
    const report = reportOf(error);
    printReport(report, errorFormatOf(argv));
    return report.exitCode;
  }
}

function isHelp({ code }: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(code);
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
