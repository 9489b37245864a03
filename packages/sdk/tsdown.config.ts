import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  platform: 'neutral',
  format: 'esm',
  target: 'es2022',
  // One name for good: bundlers put a hash of their own behind it.
  hash: false,
  deps: {
    // Which file it is depends on the runtime: package.json tells, under "imports".
    neverBundle: ['#files', /^node:/],
    // Small, and needed in any case: each package more costs Node a millisecond or two to find.
    alwaysBundle: [
      '@detect-regions/client/requests',
      '@detect-regions/regions/wire',
      '@detect-regions/spec/defaults',
      '@detect-regions/spec/limits',
    ],
  },
};
// What a function is for is in the types; at run time comments are only read past.
const comments = { jsdoc: false };

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      'file-store.node': 'src/file-store.node.ts',
      'files/node': 'src/files/node.ts',
      'files/none': 'src/files/none.ts',
    },
    dts: true,
    // For `await using` of a task: a consumer's own `lib` need not know it.
    banner: { dts: '/// <reference lib="esnext.disposable" />' },
    outputOptions: {
      comments,
      codeSplitting: {
        groups: [
          // What every program needs, apart from the list of exports: what is loaded on demand needs it too, and imports
          // that went in a circle would meet classes that are not there yet.
          { name: 'client', test: /src\/client\.ts$/, priority: 1 },
          // Exported, and otherwise needed by code that is loaded on demand: beside other code it would be in every
          // bundle.
          {
            name: 'on-demand',
            test: /regions\/dist\/[^.]+\.js$|(?:base64\/decode|errors\/[\w-]+|image\/pieces|failure\/unreadable-image|runtime\/is-node)\.ts$/,
          },
        ],
      },
    },
  },
  // For Node and its like, where nothing is bundled: each file costs half a millisecond to load, so all that is needed at
  // once is in one, and the list of exports before it.
  {
    ...shared,
    entry: { index: 'src/index.ts' },
    outDir: 'dist/node',
    clean: false,
    dts: false,
    outputOptions: {
      comments,
      codeSplitting: {
        groups: [
          {
            name: 'sdk',
            test: /src\/(?:index|image\/pieces|failure\/unreadable-image|runtime\/is-node)\.ts$|spec\/dist\/limits/,
          },
        ],
      },
    },
  },
]);
