import { once } from 'node:events';
import type { ClientCredentials } from '@detect-regions/server';
import { CliError, usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { serverLog } from '../server-log.ts';

/** The flags of `serve`, as commander gives them. */
export interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
  readonly behindProxy?: boolean;
  /** `id:secret` each. */
  readonly client?: readonly string[];
}

/**
 * Runs the service until a signal ends it, which is no failure. Prints its address first, alone on a line, then
 * the credentials if they were made up, as lines that a shell can take.
 *
 * @throws CliError for flags that the server does not accept, or an address that can't be listened on
 */
export async function serve({ client, ...options }: ServeOptions): Promise<ExitCode> {
  const clients = client?.map(parseClient);
  using interrupt = listenForInterrupt();
  const stopped = once(interrupt.signal, 'abort');
  // Imported when asked for: the server brings the engine and its own libraries.
  const { ServerError, startServer } = await import('@detect-regions/server');
  try {
    await using server = await startServer({ ...options, clients, log: serverLog() });
    const madeUp = clients === undefined ? server.credentials : [];
    process.stdout.write(`${[server.url, ...exportLines(server.url, madeUp)].join('\n')}\n`);
    await stopped;
  } catch (error) {
    throw error instanceof ServerError ? startError(error) : error;
  }
  return exitCodes.ok;
}

function parseClient(text: string, index: number): ClientCredentials {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) {
    // The text is not quoted: it may be a secret.
    throw usageError(`--client number ${index + 1} is not an id and a secret with a colon between`);
  }
  return { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

function exportLines(url: string, credentials: readonly ClientCredentials[]): string[] {
  return credentials.flatMap(({ clientId, clientSecret }) => [
    `export DETECT_REGIONS_BASE_URL='${url}'`,
    `export DETECT_REGIONS_CLIENT_ID='${clientId}'`,
    `export DETECT_REGIONS_CLIENT_SECRET='${clientSecret}'`,
  ]);
}

function startError(cause: Error & { readonly code: string }): CliError {
  if (cause.code === 'invalid-options') return usageError(inFlags(cause.message));
  return new CliError(cause.code, cause.message, { exitCode: exitCodes.network, cause });
}

/** The server names its options; here they are flags. */
function inFlags(message: string): string {
  return message
    .replace(/\bbehindProxy\b/g, '--behind-proxy')
    .replace(/^(host|port)\b/, '--$1')
    .replace(/^clients\[(\d+)\]/, (_all, index: string) => `--client number ${Number(index) + 1}`);
}
