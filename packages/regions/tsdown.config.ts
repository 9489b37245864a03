import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/wire.ts'],
  platform: 'neutral',
  format: 'esm',
  target: 'es2022',
  dts: true,
  // What a function is for is in the types; at run time comments are only read past.
  outputOptions: {
    comments: { jsdoc: false },
    // A file of its own: it is all that the SDK needs of this package as long as answers are what they should be.
    codeSplitting: { groups: [{ name: 'parse', test: /src\/parse\.ts$/ }] },
  },
});
