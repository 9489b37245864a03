/** How errors are printed: for people, or a JSON object a line for programs. */
export const errorFormats = ['text', 'json'] as const;

/** One of {@link errorFormats}. */
export type ErrorFormat = (typeof errorFormats)[number];

/** The format asked for on a command line that may be too wrong to be parsed. */
export function errorFormatOf(argv: readonly string[]): ErrorFormat {
  const asked = argv.some(
    (argument, at) =>
      argument === '--error-format=json' || (argument === '--error-format' && argv[at + 1] === 'json'),
  );
  return asked ? 'json' : 'text';
}
