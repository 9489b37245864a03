import { shownPath } from '../../output/output-plan.ts';
import type { BatchOptions } from './options.ts';

/**
 * The command that goes on with a batch, to be copied into a shell: the journal knows the inputs, the settings and the
 * rest.
 *
 * @param flags - to be added
 */
export function commandFor(journal: string, options: BatchOptions, ...flags: readonly string[]): string {
  const { local, baseUrl, profile, concurrency, timeout } = options;
  const words = [
    'detect-regions',
    'batch',
    '--journal',
    shownPath(journal),
    ...(local ? ['--local'] : []),
    ...(baseUrl === undefined ? [] : ['--base-url', baseUrl]),
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(concurrency === undefined ? [] : ['--concurrency', String(concurrency)]),
    ...(timeout === undefined ? [] : ['--timeout', String(timeout)]),
    ...flags,
  ];
  return words.map(quoted).join(' ');
}

/** A word as a POSIX shell takes it. */
function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
