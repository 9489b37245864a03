import { defineConfig } from 'tsdown';

export default defineConfig({
  // Threads and a process are started from files of their own.
  entry: {
    index: 'src/index.ts',
    debug: 'src/debug.ts',
    worker: 'src/worker.ts',
    'render-worker': 'src/render-worker.ts',
    'svg-process': 'src/image/svg-process.ts',
  },
  platform: 'node',
  format: 'esm',
  // The package is of type module: .js will do.
  fixedExtension: false,
  target: 'node24',
  dts: { entry: ['src/index.ts', 'src/debug.ts'] },
});
