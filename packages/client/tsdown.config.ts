import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/requests.ts'],
  platform: 'neutral',
  format: 'esm',
  dts: true,
  // What a function is for is in the types; at run time comments are only read past.
  outputOptions: {
    comments: { jsdoc: false },
    // A file for the requests of each tag, so that a bundler can leave those out, or until later, that are not needed at first.
    codeSplitting: {
      groups: [{ name: (id) => /(\w+Requests)\.ts$/.exec(id)?.[1] ?? null, test: /Requests\.ts$/ }],
    },
  },
});
