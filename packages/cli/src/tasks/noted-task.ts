import { basename } from 'node:path';
import type { TaskJSON } from '@detect-regions/sdk';
import { usageError } from '../report/cli-error.ts';
import { printable } from '../terminal/printable.ts';

/**
 * A task as `submit --format jsonl` writes it down, and `wait`, `status` and `cancel` read it: what the SDK needs to
 * go on with it, and what people need to know it again.
 */
export interface NotedTask extends TaskJSON {
  /** The image, as the user named it. */
  readonly input?: string;
  /** The path below the folder that was named, for the names of outputs, as `detect` would have them. */
  readonly relative?: string;
  /** Address of the service that has it. */
  readonly baseUrl?: string;
}

/** What an id may be: no spaces, as the SDK has it. */
const ID = /^[^\s"{}[\]]{1,200}$/;

/**
 * Reads a task: its id, or the JSON object that `submit` wrote.
 *
 * @param where - where it stands, for the error: `line 3 of standard input`
 * @throws CliError when it is neither
 */
export function parseTask(text: string, where: string): NotedTask {
  if (!text.startsWith('{')) return checkedTask({ id: text }, where);
  try {
    return checkedTask(JSON.parse(text), where);
  } catch (error) {
    if (error instanceof SyntaxError) throw notATask(where, 'it is no whole JSON object');
    throw error;
  }
}

/** Checks what may be a task. */
export function checkedTask(value: unknown, where: string): NotedTask {
  const { id, input, relative, baseUrl } = Object(value) as Record<string, unknown>;
  if (typeof id !== 'string' || !ID.test(id)) {
    const given = typeof id === 'string' ? `'${printable(id.slice(0, 60))}' is no id` : 'it has no "id"';
    throw notATask(where, given);
  }
  for (const [name, member] of Object.entries({ input, relative, baseUrl })) {
    if (member !== undefined && typeof member !== 'string') throw notATask(where, `its "${name}" is no text`);
  }
  return value as NotedTask;
}

/** A task as people know it: by its image, or else its id. */
export function taskName({ id, input }: NotedTask): string {
  return input ?? id;
}

/** Where its output goes below a folder: never out of that folder, whoever wrote the task down. */
export function outputPath({ id, input = '-', relative }: NotedTask): string {
  const parts = relative?.split(/[\\/]/) ?? [];
  const staysBelow = parts.every((part) => !/^\.{0,2}$|:/.test(part));
  if (relative !== undefined && staysBelow) return relative;
  return basename(input === '-' ? id : input);
}

function notATask(where: string, why: string): Error {
  return usageError(
    `${where} is no task: ${why}`,
    'Accepted: ids, and what submit --format jsonl, json or ids writes; - is standard input.',
  );
}
