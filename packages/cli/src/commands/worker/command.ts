import { Command } from 'commander';
import {
  addServiceFlags,
  type ConfigTable,
  type ServiceOptions,
  serviceFlags,
} from '../../flags/service-flags.ts';
import type { CommandContext } from '../command-context.ts';

/** `worker`: a process that only works, for services on other machines. */
export function workerCommand({ done }: CommandContext, table: ConfigTable): Command {
  const command = new Command('worker').description(
    'Do the tasks of a queue that services on this machine or on others share. The log goes to standard error.',
  );
  return addServiceFlags(command, 'worker', table).action(async (options: ServiceOptions) => {
    const { worker } = await import('./run.ts');
    done(await worker(serviceFlags(command), options));
  });
}
