import type { Command } from 'commander';
import type { ConfigTable } from '../flags/service-flags.ts';
import type { CommandContext } from './command-context.ts';

/** A command as the list of commands shows it. */
export interface CommandEntry {
  readonly name: string;
  /** The heading above it in the list. */
  readonly group: string;
  /** What it does, in a sentence. */
  readonly summary: string;
  /** Its arguments and flags. What they are made of is loaded only now. */
  readonly create: (context: CommandContext) => Promise<Command>;
}

/**
 * The commands, group by group, the most important first, as help lists them. Nothing here loads a command: `--help` prints
 * this list, and of the others only those that a command line names are loaded.
 */
export const commandList: readonly CommandEntry[] = [
  {
    name: 'detect',
    group: 'Find regions:',
    summary: 'Find the regions of images.',
    create: async (context) => (await import('./detect/command.ts')).detectCommand(context),
  },
  {
    name: 'serve',
    group: 'Run a service:',
    summary: 'Run the service on this machine.',
    create: async (context) =>
      (await import('./serve/command.ts')).serveCommand(context, await configTable()),
  },
  {
    name: 'worker',
    group: 'Run a service:',
    summary: 'Work for services on other machines.',
    create: async (context) =>
      (await import('./worker/command.ts')).workerCommand(context, await configTable()),
  },
  {
    name: 'new-client',
    group: 'Run a service:',
    summary: 'Make up credentials for serve --clients.',
    create: async (context) => (await import('./new-client/command.ts')).newClientCommand(context),
  },
  {
    name: 'completion',
    group: 'Set up:',
    summary: 'Let a shell complete commands and flags.',
    create: async (context) => (await import('./completion/command.ts')).completionCommand(context),
  },
  {
    name: 'debug',
    group: 'Look inside:',
    summary: 'Draw how the regions of an image are found.',
    create: async (context) => (await import('./debug/command.ts')).debugCommand(context),
  },
];

/** What can be configured of the service. */
function configTable(): Promise<ConfigTable> {
  return import('@detect-regions/server/config');
}
