import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/config.ts'],
  platform: 'node',
  format: 'esm',
  target: 'node24',
  dts: true,
  fixedExtension: false,
});
