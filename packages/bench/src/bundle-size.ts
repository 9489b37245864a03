import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** Stands for the file with the code; it lies where this package's dependencies are found. */
const entry: string = fileURLToPath(new URL('../bundled-entry.js', import.meta.url));

/**
 * Bundles a module for browsers, as the application of a user would be.
 *
 * @param code - the source of the module, with imports of packages
 * @returns the size of all that comes out, minified and gzipped (level 9), in bytes
 */
export async function bundleSize(code: string): Promise<number> {
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
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    const text = output.map((piece) => (piece.type === 'chunk' ? piece.code : '')).join('');
    return gzipSync(text, { level: 9 }).byteLength;
  } finally {
    await bundle.close();
  }
}
