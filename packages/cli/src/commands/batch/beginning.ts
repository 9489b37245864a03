import { resolve } from 'node:path';
import { type Settings, settings as settingsTable } from '@detect-regions/spec';
import type { FormatName, SvgImage } from '../../formats/names.ts';
import type { Journal } from '../../journal/journal.ts';
import { type CliError, usageError } from '../../report/cli-error.ts';
import { printable } from '../../terminal/printable.ts';

/** What a batch is begun with, and must be gone on with: what decides which results it gives, and where. */
export interface Beginning {
  /** As they were given; relative to {@link folder}. */
  readonly inputs: readonly string[];
  /** The working folder. */
  readonly folder: string;
  readonly recursive: boolean;
  readonly allowUrls: boolean;
  /** Absolute path of a file or a folder, or a template of one. */
  readonly out: string;
  readonly format: FormatName;
  readonly svgImage: SvgImage;
  /** Address of the service, or `local`. */
  readonly service: string;
  /** Those that were given; the others have their defaults. */
  readonly settings: Partial<Settings>;
}

/** What the journal says instead of an address where no service is asked. */
export const LOCAL = 'local';

const FACT = 'beginning';

/** Notes what a batch is begun with. Resolves when it is on the disk. */
export async function noteBeginning(journal: Journal, beginning: Beginning): Promise<void> {
  await journal.facts.set(FACT, JSON.stringify(beginning));
}

/** What a batch was begun with; `undefined` when it never came to begin. */
export function beginningOf(journal: Journal): Beginning | undefined {
  const text = journal.facts.text(FACT);
  return text === undefined ? undefined : (JSON.parse(text) as Beginning);
}

const flags: Readonly<Record<keyof Beginning, string>> = {
  inputs: 'the inputs',
  folder: 'the working folder',
  recursive: '--no-recursive',
  allowUrls: '--allow-urls',
  out: '--out',
  format: '--format',
  svgImage: '--svg-image',
  service: 'the service (--local, --base-url or --profile)',
  settings: 'the settings',
};

/**
 * Refuses to go on with something else than a batch was begun with: its results would be of two kinds.
 *
 * @param given - what the command line says now; what it leaves open is as it was
 * @throws CliError (usage) that names what differs
 */
export function checkSame(begun: Beginning, given: Partial<Beginning>, journal: string): void {
  const differing = (Object.keys(flags) as (keyof Beginning)[]).filter(
    (name) => given[name] !== undefined && canonical(given[name]) !== canonical(begun[name]),
  );
  if (differing.length === 0) return;
  const lines = differing.flatMap((name) =>
    name === 'settings'
      ? settingLines(begun.settings, given.settings ?? {})
      : [`${flags[name]}: ${shown(begun[name])} then, ${shown(given[name])} now`],
  );
  throw differs(
    `${printable(journal)} is of a batch with other inputs or flags\n${lines.join('\n')}`,
    journal,
  );
}

function settingLines(then: Partial<Settings>, now: Partial<Settings>): string[] {
  const before = then as Record<string, unknown>;
  return Object.entries(now)
    .filter(([name, value]) => value !== before[name])
    .map(([name, value]) => `${name}: ${shown(before[name])} then, ${shown(value)} now`);
}

/**
 * Settings as the SDK sends them: those that are not given have their defaults, so that to name a default makes no
 * difference.
 */
export function withDefaults(settings: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(
    Object.values(settingsTable).map(({ name, default: standard }) => [
      name,
      (settings as Record<string, unknown>)[name] ?? standard,
    ]),
  );
}

/** Absolute; the braces of a template stay as they are. */
export function outPath(out: string): string {
  return /[\\/]$/.test(out) ? `${resolve(out)}/` : resolve(out);
}

function differs(message: string, journal: string): CliError {
  return usageError(
    message,
    `Go on as it was begun: detect-regions batch --journal ${printable(journal)}\n` +
      'To start anew, name another file with --journal, or move this one away.',
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** How much of a long list is shown, in characters. */
const MOST_SHOWN = 120;

function shown(value: unknown): string {
  const text = printable(typeof value === 'string' ? value : JSON.stringify(value));
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
