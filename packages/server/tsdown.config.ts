import { cp, glob, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig } from 'tsdown';

const playground = fileURLToPath(
  new URL('dist', import.meta.resolve('@detect-regions/playground/package.json')),
);

/** Puts the built playground beside the server, each file compressed as well: none is compressed while it is served. */
async function takePlayground(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(playground, folder, { recursive: true });
  for await (const file of glob(`${folder}/**/*.{html,js,css,svg}`)) {
    const bytes = await readFile(file);
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }
}

export default defineConfig({
  // A thread is started from a file of its own.
  entry: {
    index: 'src/index.ts',
    config: 'src/config.ts',
    'database-thread': 'src/embedded/database-thread.ts',
  },
  platform: 'node',
  format: 'esm',
  target: 'node24',
  dts: { entry: ['src/index.ts', 'src/config.ts'] },
  fixedExtension: false,
  hooks: {
    'build:done': ({ options }) => takePlayground(`${options.outDir}/playground`),
  },
});
