import { defineConfig } from 'tsdown';

export default defineConfig({
  // The worker is an entry of its own: a thread is started from its file.
  entry: ['src/index.ts', 'src/debug.ts', 'src/worker.ts'],
  platform: 'node',
  format: 'esm',
  // The package is of type module: .js will do.
  fixedExtension: false,
  target: 'node24',
  dts: { entry: ['src/index.ts', 'src/debug.ts'] },
});
