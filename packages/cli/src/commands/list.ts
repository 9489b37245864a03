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
    name: 'batch',
    group: 'Find regions:',
    summary: 'Find those of up to a million images, with a journal.',
    create: async (context) => (await import('./batch/command.ts')).batchCommand(context),
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
    name: 'submit',
    group: 'One step at a time:',
    summary: 'Submit images, and wait for nothing.',
    create: async (context) => (await import('./submit/command.ts')).submitCommand(context),
  },
  {
    name: 'wait',
    group: 'One step at a time:',
    summary: 'Wait for tasks, and write their regions.',
    create: async (context) => (await import('./wait/command.ts')).waitCommand(context),
  },
  {
    name: 'status',
    group: 'One step at a time:',
    summary: 'Ask how tasks stand.',
    create: async (context) => (await import('./status/command.ts')).statusCommand(context),
  },
  {
    name: 'cancel',
    group: 'One step at a time:',
    summary: 'Give tasks up.',
    create: async (context) => (await import('./cancel/command.ts')).cancelCommand(context),
  },
  {
    name: 'convert',
    group: 'Use results:',
    summary: 'Convert regions between formats.',
    create: async (context) => (await import('./convert/command.ts')).convertCommand(context),
  },
  {
    name: 'compare',
    group: 'Use results:',
    summary: 'Compare a result with ground truth, or two results.',
    create: async (context) => (await import('./compare/command.ts')).compareCommand(context),
  },
  {
    name: 'doctor',
    group: 'Set up:',
    summary: 'Check this machine and the way to the service.',
    create: async (context) => (await import('./doctor/command.ts')).doctorCommand(context),
  },
  {
    name: 'login',
    group: 'Set up:',
    summary: 'Keep the credentials of a service.',
    create: async (context) => (await import('./login/command.ts')).loginCommand(context),
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
