import { once } from 'node:events';
import { CliError, usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { listenForInterrupt } from '../interrupt.ts';

/** The flags of `serve`, as commander gives them. */
export interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  /** `id:secret` each. */
  readonly client?: readonly string[];
}

/**
 * Runs the service until a signal ends it, which is no failure. Prints its address first, alone on a line, then
 * the credentials if it made them itself, as lines that a shell can take.
 *
 * @throws CliError for clients that are not `id:secret`, or an address that can't be listened on
 */
export async function serve({ port, host, client }: ServeOptions): Promise<ExitCode> {
  const clients = client?.map(parseClient);
  using interrupt = listenForInterrupt();
  // Imported when asked for: the server brings the engine and its own libraries.
  const { startServer } = await import('@detect-regions/server');
  const stopped = once(interrupt.signal, 'abort');
  const server = await startServer({
    host,
    ...(port === undefined ? {} : { port }),
    ...(clients === undefined ? {} : { clients }),
  }).catch((cause) => {
    throw listenError(cause, host);
  });
  const [generated] = clients === undefined ? server.credentials : [];
  const lines =
    generated === undefined
      ? []
      : Object.entries({
          DETECT_REGIONS_BASE_URL: server.url,
          DETECT_REGIONS_CLIENT_ID: generated.clientId,
          DETECT_REGIONS_CLIENT_SECRET: generated.clientSecret,
        }).map(([name, value]) => `export ${name}='${value}'`);
  process.stdout.write(`${[server.url, ...lines].join('\n')}\n`);
  await stopped;
  await server.close();
  return exitCodes.ok;
}

function parseClient(text: string, index: number): { clientId: string; clientSecret: string } {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) {
    // The text is not quoted: it may be a secret.
    throw usageError(`--client number ${index + 1} is not an id and a secret with a colon between`);
  }
  return { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

const listenReasons: Readonly<Record<string, { message: string; hint: string }>> = {
  EADDRINUSE: {
    message: 'the port is in use',
    hint: 'Choose another with --port; 0 takes a free one.',
  },
  EACCES: {
    message: 'this user may not listen on that port',
    hint: 'Choose one above 1023 with --port.',
  },
  EADDRNOTAVAIL: {
    message: 'this machine does not have that address',
    hint: 'Choose one of its own with --host, such as 127.0.0.1.',
  },
};

function listenError(cause: unknown, host: string): unknown {
  const reason = listenReasons[String((cause as NodeJS.ErrnoException).code)];
  if (reason === undefined) return cause;
  const { message, hint } = reason;
  return new CliError('listen', `can't listen on ${host}: ${message}`, {
    exitCode: exitCodes.network,
    hint,
    cause,
  });
}
