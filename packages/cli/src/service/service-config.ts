import type { Log } from '@detect-regions/server';
import type { Command, Config, Flags } from '@detect-regions/server/config';
import { CliError, usageError } from '../report/cli-error.ts';
import { type ExitCode, exitCodes } from '../report/exit-codes.ts';
import { paintFor } from '../terminal/paint.ts';
import { textLog } from './server-log.ts';

/**
 * Reads how a command is to run.
 *
 * @throws CliError that names flag and variable
 */
export async function configure(command: Command, flags: Flags): Promise<Config> {
  const { readConfig } = await import('@detect-regions/server/config');
  try {
    return readConfig(process.env, flags, command);
  } catch (error) {
    throw await asCliError(error);
  }
}

/** Prints what is configured and where from, without secrets. */
export async function printConfig(config: Config): Promise<ExitCode> {
  const { reportConfig } = await import('@detect-regions/server/config');
  process.stdout.write(`${JSON.stringify(reportConfig(config), null, 2)}\n`);
  return exitCodes.ok;
}

/** The log that is configured, on standard error; what is odd about the configuration is its first lines. */
export async function openLog({ logLevel, logFormat, warnings }: Config): Promise<Log> {
  const format = logFormat ?? (process.stderr.isTTY ? 'text' : 'json');
  const { jsonLog, standardError } = await import('@detect-regions/server');
  const to = standardError();
  const log =
    format === 'json' ? jsonLog({ level: logLevel, to }) : textLog(logLevel, to, paintFor(process.stderr));
  for (const message of warnings) {
    log({ time: new Date().toISOString(), level: 'warn', event: 'config.odd', message });
  }
  return log;
}

const exitCodesOf: Readonly<Record<string, ExitCode>> = {
  'address-in-use': exitCodes.network,
  'listen-failed': exitCodes.network,
  'queue-unreachable': exitCodes.network,
};

/** Errors of the server, in the words of flags and with the exit code that stands for them; any other error as it is. */
export async function asCliError(error: unknown): Promise<unknown> {
  const { inFlags, ServerError } = await import('@detect-regions/server/config');
  if (!(error instanceof ServerError)) return error;
  const { code } = error;
  const message = inFlags(error.message);
  if (code === 'invalid-options') return usageError(message);
  return new CliError(code, message, { exitCode: exitCodesOf[code] ?? exitCodes.failed, cause: error });
}
