import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/main.ts'],
  platform: 'node',
  format: 'esm',
  target: 'node24',
  fixedExtension: false,
  // The program is run, not imported: nobody reads its types.
  dts: false,
});
