import type { PageRegions } from '@detect-regions/regions';
import { cliSnippet } from '../snippets/cli.ts';
import { curlSnippet } from '../snippets/curl.ts';
import type { SnippetInput } from '../snippets/snippet.ts';
import { typescriptSnippet } from '../snippets/typescript.ts';
import { exportFormats } from './exports.ts';

/** Something that can be copied, or kept as a file. */
export interface Copy {
  readonly label: string;
  /** Said before it is used. */
  readonly note: string;
  /** What the name of its file ends with. */
  readonly ending: string;
  readonly mediaType: string;
  /** Whether it is made of the regions, so that there must be some result. */
  readonly ofRegions: boolean;
  readonly text: (input: SnippetInput, page: PageRegions) => string;
}

const fromEnvironment =
  'Takes its credentials from DETECT_REGIONS_CLIENT_ID and DETECT_REGIONS_CLIENT_SECRET, or DETECT_REGIONS_ACCESS_TOKEN.';

const code = {
  typescript: {
    label: 'TypeScript',
    note: `For @detect-regions/sdk, in Node, Bun or Deno. ${fromEnvironment}`,
    ending: '.ts',
    mediaType: 'text/plain',
    text: typescriptSnippet,
  },
  curl: {
    label: 'cURL',
    note: `For bash or zsh; the image goes through a pipe, since a command line can't hold one. ${fromEnvironment}`,
    ending: '.sh',
    mediaType: 'text/plain',
    text: curlSnippet,
  },
  cli: {
    label: 'Command line',
    note: `For @detect-regions/cli. ${fromEnvironment}`,
    ending: '.sh',
    mediaType: 'text/plain',
    text: cliSnippet,
  },
} as const;

/** All that can be copied, by names that are short and stay: code that does it again, then the regions in each format. */
export const copies: Readonly<Record<string, Copy>> = Object.fromEntries([
  ...Object.entries(code).map(([name, copy]) => [name, { ...copy, ofRegions: false }]),
  ...Object.entries(exportFormats).map(([name, { write, ...format }]) => [
    name,
    {
      ...format,
      note: 'The regions as they are shown, your changes included.',
      ofRegions: true,
      text: (_: SnippetInput, page: PageRegions) => write(page),
    },
  ]),
]);
