import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/check-settings.ts', 'src/defaults.ts', 'src/document.ts', 'src/limits.ts'],
  platform: 'neutral',
  format: 'esm',
  dts: true,
  // What a function is for is in the types; at run time comments are only read past.
  outputOptions: { comments: { jsdoc: false } },
});
