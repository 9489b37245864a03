import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/document.ts'],
  platform: 'neutral',
  format: 'esm',
  dts: true,
});
