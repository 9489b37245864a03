import { defineConfig } from 'tsdown';

export default defineConfig({
  // The worker is an entry of its own: a thread is started from its file.
  entry: ['src/index.ts', 'src/worker.ts'],
  platform: 'node',
  format: 'esm',
  target: 'node24',
  dts: { entry: 'src/index.ts' },
});
