import { Command } from 'commander';
import {
  addServiceFlags,
  type ConfigTable,
  type ServiceOptions,
  serviceFlags,
} from '../../flags/service-flags.ts';
import type { CommandContext } from '../command-context.ts';

/** What `serve` has besides what is configured. */
export interface ServeOptions extends ServiceOptions {
  readonly open?: true;
}

/** `serve`: the API and the engine on this machine. */
export function serveCommand({ done }: CommandContext, table: ConfigTable): Command {
  const command = new Command('serve').description(
    'Run the service on this machine. The first line on standard output is its address; then, when no ' +
      'clients are given, credentials that were made up, as lines for a shell. The log goes to standard error.',
  );
  addServiceFlags(command, 'serve', table);
  command.option('--open', 'Open the playground in the browser once the service runs.');
  return command.action(async (options: ServeOptions) => {
    const { serve } = await import('./run.ts');
    done(await serve(serviceFlags(command), options));
  });
}
