import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';

/** `new-client`: credentials for the clients of a service of one's own. */
export function newClientCommand({ done }: CommandContext): Command {
  return new Command('new-client')
    .description(
      'Make up a secret for a client: the secret, and the entry with its hash for serve --clients.',
    )
    .argument('<id>', 'What the client is called.')
    .action(async (id: string) => {
      const { newClient } = await import('./run.ts');
      done(await newClient(id));
    });
}
