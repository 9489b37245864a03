import { createProgram } from '../../packages/cli/src/program.ts';

/** A command, as commander has it. */
export type Command = Awaited<ReturnType<typeof createProgram>>;

/** A flag, as commander has it. */
export type Option = Command['options'][number];

/** The program as people run it, with the arguments and flags of all commands. */
export function fullProgram(): Promise<Command> {
  return createProgram({ version: '', isNeeded: () => true, done() {} });
}

/** All that `--help` prints for a command, 80 columns wide and without styles. */
export function helpOf(command: Command): string {
  let text = '';
  const written = {
    writeOut: (chunk: string) => {
      text += chunk;
    },
    getOutHelpWidth: () => 80,
    getOutHasColors: () => false,
  };
  command.configureOutput(written).outputHelp();
  return text;
}

/** The flags of a command, group by group, as help shows them: those that are hidden have another beside them. */
export function flagGroups(command: Command): Map<string, Option[]> {
  const groups = new Map<string, Option[]>();
  for (const option of command.options) {
    if (option.hidden) continue;
    const heading = (option.helpGroupHeading ?? 'Options:').replace(/:$/, '');
    groups.set(heading, [...(groups.get(heading) ?? []), option]);
  }
  return groups;
}

/** The group of flags that come from the spec; docs/reference.md has them all. */
export const settingsGroup = 'Settings of the detection';
