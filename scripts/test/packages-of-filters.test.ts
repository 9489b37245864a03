import { expect, test } from 'vitest';
import { packagesOfFilters } from './packages-of-filters.ts';

const names = ['client', 'sdk', 'spec', 'spec-more'];

test.each([
  [
    ['packages/client', 'packages/sdk'],
    ['client', 'sdk'],
  ],
  [['./packages/sdk/src/send.test.ts', 'packages\\sdk\\src'], ['sdk']],
  [['packages/spec'], ['spec', 'spec-more']],
  [['packages/spec/test'], ['spec']],
  [[], []],
  [['packages/client', 'retry'], []],
  [['packages/cl'], []],
  [['packages'], []],
  [['scripts/turbo.test.ts'], []],
])('%j needs %j; none is all', (filters, needed) => {
  expect(packagesOfFilters(filters, names)).toEqual(needed.map((name) => `@detect-regions/${name}`));
});
