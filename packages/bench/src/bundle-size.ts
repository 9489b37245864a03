import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type OutputChunk, type RolldownOutput, rolldown } from 'rolldown';

/** Stands for the file with the code; it lies where this package's dependencies are found. */
const entry: string = fileURLToPath(new URL('../bundled-entry.js', import.meta.url));

/** What an application grows by, minified and gzipped (level 9, each file by itself), in bytes. */
export interface BundleSize {
  /** What is loaded at first: the entry, and all that it imports statically. */
  readonly first: number;
  /** What is loaded later, where it is needed: by `import()`. */
  readonly lazy: number;
  /** All of it in one file, as tools that do not split make it. */
  readonly single: number;
}

/**
 * Bundles a module for browsers, as the application of a user would be.
 *
 * @param code - the source of the module, with imports of packages
 */
export async function bundleSize(code: string): Promise<BundleSize> {
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  try {
    const options = { format: 'esm', minify: true } as const;
    const chunks = chunksOf(await bundle.generate(options));
    const first = atOnce(chunks);
    const sum = (wanted: boolean): number =>
      chunks.reduce((total, chunk) => total + (first.has(chunk.fileName) === wanted ? gzipped(chunk) : 0), 0);
    const [whole] = chunksOf(await bundle.generate({ ...options, codeSplitting: false }));
    if (whole === undefined) throw new Error('The bundle is empty.');
    return { first: sum(true), lazy: sum(false), single: gzipped(whole) };
  } finally {
    await bundle.close();
  }
}

const chunksOf = ({ output }: RolldownOutput): OutputChunk[] =>
  output.filter((piece) => piece.type === 'chunk');

const gzipped = ({ code }: OutputChunk): number => gzipSync(code, { level: 9 }).byteLength;

/** The names of the files that are loaded with the entry. */
function atOnce(chunks: readonly OutputChunk[]): ReadonlySet<string> {
  const names = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  // A set is iterated to its end, what is added on the way included.
  for (const name of names) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? [])
      names.add(imported);
  }
  return names;
}
