import { once } from 'node:events';
import type { ClientCredentials, Log, RunningServer } from '@detect-regions/server';
import type { Flags } from '@detect-regions/server/config';
import { usageError } from '../../report/cli-error.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { asCliError, configure, openLog, printConfig } from '../../service/service-config.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import type { ServeOptions } from './command.ts';
import { openInBrowser } from './open-in-browser.ts';

/**
 * Runs the service until a signal ends it, which is no failure. Prints its address first, alone on a line, then
 * the credentials if they were made up, as lines that a shell can take.
 *
 * @throws CliError for flags that the server does not accept, or an address that can't be listened on
 */
export async function serve(flags: Flags, options: ServeOptions): Promise<ExitCode> {
  const config = await configure('serve', flags);
  if (options.printConfig) return printConfig(config);
  if (options.open && config.options.playground === false) {
    throw usageError('--open needs the playground: leave out --no-playground, or --open.');
  }
  using interrupt = listenForInterrupt();
  const stopped = once(interrupt.signal, 'abort');
  // Imported when asked for: the server brings the engine and its own libraries.
  const { startServer } = await import('@detect-regions/server');
  const log = await openLog(config);
  try {
    await using server = await startServer({ ...config.options, ownsProcess: true, log });
    using _reload = config.options.tls && reloadOnHangUp(server, log);
    const madeUp = config.options.clients === undefined ? server.credentials : [];
    process.stdout.write(`${[server.url, ...exportLines(server.url, madeUp)].join('\n')}\n`);
    if (server.playgroundUrl !== undefined) showPlayground(server.playgroundUrl, log, options);
    await stopped;
  } catch (error) {
    throw await asCliError(error);
  }
  return exitCodes.ok;
}

/** Tells people where the page is; standard output is for programs. */
function showPlayground(url: string, log: Log, { open }: ServeOptions): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`Open ${url} in a browser to try images on a page. Ctrl-C ends the service.\n`);
  }
  if (!open) return;
  openInBrowser(url, (reason) => {
    const time = new Date().toISOString();
    log({ time, level: 'warn', event: 'browser.failed', reason, url });
  });
}

function exportLines(url: string, credentials: readonly ClientCredentials[]): string[] {
  return credentials.flatMap(({ clientId, clientSecret }) => [
    `export DETECT_REGIONS_BASE_URL='${url}'`,
    `export DETECT_REGIONS_CLIENT_ID='${clientId}'`,
    `export DETECT_REGIONS_CLIENT_SECRET='${clientSecret}'`,
  ]);
}

/** Certificates are renewed while the service runs. */
function reloadOnHangUp(server: RunningServer, log: Log): Disposable {
  const reload = (): void => {
    const time = new Date().toISOString();
    try {
      server.reloadCertificate();
      log({ time, level: 'info', event: 'certificate.reloaded' });
    } catch (error) {
      log({ time, level: 'error', event: 'certificate.kept', error: String(error) });
    }
  };
  process.on('SIGHUP', reload);
  return { [Symbol.dispose]: () => void process.off('SIGHUP', reload) };
}
