import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'file-store.node': 'src/file-store.node.ts',
    'files/node': 'src/files/node.ts',
    'files/none': 'src/files/none.ts',
  },
  platform: 'neutral',
  format: 'esm',
  target: 'es2022',
  dts: true,
  // For `await using` of a task: a consumer's own `lib` need not know it.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
  // Which file it is depends on the runtime: package.json tells, under "imports".
  deps: {
    neverBundle: ['#files', /^node:/],
    // Small, and needed in any case: each package more costs Node a millisecond or two to find.
    alwaysBundle: [
      '@detect-regions/client/requests',
      '@detect-regions/regions/wire',
      '@detect-regions/spec/defaults',
    ],
  },
  outputOptions: {
    // What a function is for is in the types; at run time comments are only read past.
    comments: { jsdoc: false },
    codeSplitting: {
      groups: [
        // Exported, and otherwise needed by code that is loaded on demand: beside other code it would be in every bundle.
        {
          name: 'on-demand',
          test: /base64\/decode\.ts$|errors\/(?:detection-failed|gone|in-doubt|quota|rate-limit|server|store|too-large)\.ts$/,
          includeDependenciesRecursively: false,
        },
        {
          name: 'errors',
          test: /errors\/(?:base|invalid-input)\.ts$/,
          includeDependenciesRecursively: false,
        },
      ],
    },
  },
});
