import { Command } from 'commander';
import { addServiceFlags, type ServiceOptions, serviceFlags } from '../../flags/service-flags.ts';
import type { CommandContext } from '../command-context.ts';

/** `worker`: a process that only works, for services on other machines. */
export function workerCommand({ table, done }: CommandContext): Command {
  const command = new Command('worker')
    .summary('Work for services on other machines.')
    .description(
      'Do the tasks of a queue that services on this machine or on others share. The log goes to standard error.',
    );
  return addServiceFlags(command, 'worker', table).action(async (options: ServiceOptions) => {
    const { worker } = await import('./run.ts');
    done(await worker(serviceFlags(command), options));
  });
}
