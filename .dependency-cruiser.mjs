// Who may import whom; docs/architecture.md says why. Run by `pnpm lint`.

/** The packages of this workspace that each package may import when it runs. */
const allowed = {
  spec: [],
  client: [],
  regions: [],
  sdk: ['spec', 'client', 'regions'],
  msw: ['spec', 'regions'],
  engine: ['spec', 'regions'],
  server: ['spec', 'engine', 'regions'],
  cli: ['sdk', 'spec', 'regions'],
  playground: ['sdk', 'spec', 'regions'],
};

/** What a package may import besides: for its types alone, and only when it is needed. */
const types = { msw: ['client'] };
const lazily = { cli: ['engine', 'server'] };

/** Packages that people put into apps: they bring nothing of others along. */
const bare = ['spec', 'client', 'regions', 'sdk'];

const tests = '\\.test\\.ts$|/test/|/testing/';
const oneOf = (names) => `^packages/(${names.join('|')})/`;
const all = [...Object.keys(allowed), 'e2e', 'bench'];
const others = (names, self) => all.filter((name) => name !== self && !names.includes(name));

const perPackage = Object.entries(allowed).flatMap(([name, may]) => {
  const from = { path: `^packages/${name}/`, pathNot: tests };
  const known = [...may, ...(types[name] ?? []), ...(lazily[name] ?? [])];
  return [
    {
      name: `${name}-imports`,
      comment: `${name} may import ${known.join(', ') || 'no other package'}.`,
      severity: 'error',
      from,
      to: { path: oneOf(others(known, name)) },
    },
    ...(types[name] ?? []).map((other) => ({
      name: `${name}-imports-types-of-${other}`,
      comment: `${name} may import types of ${other}, and nothing else of it.`,
      severity: 'error',
      from,
      to: { path: oneOf([other]), dependencyTypesNot: ['type-only'] },
    })),
    ...(lazily[name] ?? []).map((other) => ({
      name: `${name}-imports-${other}-lazily`,
      comment: `${name} may import ${other} by import() only, so that it costs nothing until it is used.`,
      severity: 'error',
      from,
      to: { path: oneOf([other]), dependencyTypesNot: ['dynamic-import', 'type-only'] },
    })),
  ];
});

export default {
  forbidden: [
    ...perPackage,
    {
      name: 'no-third-party',
      comment: `${bare.join(', ')} have no third-party dependency when they run.`,
      severity: 'error',
      from: { path: `^packages/(${bare.join('|')})/src/`, pathNot: tests },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'],
        pathNot: '^packages/',
      },
    },
    {
      name: 'built-ins-by-condition',
      comment: 'The SDK reaches node: modules in node.ts alone, which other runtimes do not load.',
      severity: 'error',
      from: { path: `^packages/(${bare.join('|')})/src/`, pathNot: `${tests}|/node\\.ts$|\\.node\\.ts$` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-way-around-the-entry',
      comment: 'Another package is imported by its name, never by a path into it.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/[^/]+/', pathNot: ['^packages/$1/', '^packages/[^/]+/dist/'] },
    },
    {
      name: 'no-cycle',
      comment: 'A cycle is a bug.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^packages/[^/]+/dist/'] },
    exclude: { path: ['^packages/[^/]+/(fixtures|coverage)/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
    skipAnalysisNotInRules: true,
  },
};
