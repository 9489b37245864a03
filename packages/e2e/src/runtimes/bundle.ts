import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const quiet = { configFile: false, logLevel: 'error' } as const;

/** Puts modules, in JavaScript, into an app, where they find the packages that are installed there. */
export async function translate(app: string, modules: readonly URL[]): Promise<void> {
  await build({
    ...quiet,
    root: fileURLToPath(new URL('.', import.meta.url)),
    build: {
      ssr: true,
      target: 'es2022',
      outDir: app,
      emptyOutDir: false,
      rolldownOptions: {
        input: modules.map((module) => fileURLToPath(module)),
        external: [/^@detect-regions\//, /^node:/],
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/**
 * Bundles a module of an app as its author would.
 *
 * @param conditions - those of package.json that the runtime's tools go by
 * @param split - whether what is imported lazily is loaded lazily
 * @returns the code of each file, by name; the entry is named after the module
 */
export async function bundle(
  app: string,
  name: string,
  conditions: readonly string[],
  split: boolean,
): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    ...quiet,
    root: app,
    resolve: { conditions: [...conditions] },
    build: {
      write: false,
      minify: true,
      rolldownOptions: {
        input: join(app, `${name}.js`),
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          ...(split ? {} : { codeSplitting: false }),
        },
      },
    },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return new Map(output.map((file) => [file.fileName, 'code' in file ? file.code : '']));
}
