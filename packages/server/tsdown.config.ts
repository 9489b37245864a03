import { defineConfig } from 'tsdown';

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
});
