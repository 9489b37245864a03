import { shellFile, shellQuote } from './shell-quote.ts';
import { changesOf, type SnippetInput } from './snippet.ts';

/**
 * The line for a shell that finds the same regions by the command line. Credentials come from the environment, as the
 * command line takes them.
 */
export function cliSnippet({ baseUrl, settings, fileName }: SnippetInput): string {
  const flags = changesOf(settings).map(([name, value]) => {
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (typeof value === 'boolean') return value ? `--${flag}` : `--no-${flag}`;
    return `--${flag}=${shellQuote(String(value))}`;
  });
  const words = ['detect-regions detect', shellFile(fileName), `--base-url=${shellQuote(baseUrl)}`, ...flags];
  return `${[...words, '--format=json'].join(' ')}\n`;
}
