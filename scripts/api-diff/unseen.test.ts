import { expect, test } from 'vitest';
import { unseenChanges } from './unseen.ts';

const levelsOf = (before: unknown, after: unknown, judged = false): string[] =>
  unseenChanges(before, after, judged).map(({ level, id }) => `${level} ${id}`);

test.each([
  ['a lower limit', { 'x-limits': { bytes: 5 } }, { 'x-limits': { bytes: 4 } }, 'breaking'],
  ['a higher limit', { 'x-limits': { bytes: 5 } }, { 'x-limits': { bytes: 6 } }, 'additive'],
  ['a limit gone', { 'x-limits': { bytes: 5 } }, { 'x-limits': {} }, 'breaking'],
  ['a format less', { 'x-formats': ['bmp', 'png'] }, { 'x-formats': ['png'] }, 'breaking'],
  ['a format more', { 'x-formats': ['png'] }, { 'x-formats': ['bmp', 'png'] }, 'additive'],
  ['other words', { 'x-hint': 'a' }, { 'x-hint': 'b' }, 'editorial'],
  ['a list in place of a number', { 'x-limits': 5 }, { 'x-limits': [5] }, 'breaking'],
])('an extension with %s', (_, before, after, level) => {
  expect(levelsOf({ info: before }, { info: after })).toEqual([`${level} extension`]);
  expect(levelsOf({ deep: { down: before } }, { deep: { down: after } }, true)).toEqual([
    `${level} extension`,
  ]);
});

test.each([
  ['another first', [{ url: 'b' }, { url: 'a' }], 'breaking'],
  ['one more', [{ url: 'a', description: 'A' }, { url: 'b' }, { url: 'c' }], 'additive'],
  ['one less', [{ url: 'a' }], 'breaking'],
  ['other words', [{ url: 'a', description: 'AA' }, { url: 'b' }], 'editorial'],
])('servers with %s', (_, after, level) => {
  const before = [{ url: 'a', description: 'A' }, { url: 'b' }];
  expect(levelsOf({ servers: before }, { servers: after })).toEqual([`${level} server`]);
});

test('a property called `description` is no description', () => {
  const before = { properties: { description: { type: 'string', description: 'Old.' } } };
  const after = { properties: { description: { type: 'integer', description: 'New.' } } };
  expect(levelsOf(before, after)).toEqual(['breaking other', 'editorial example-or-words']);
});

test('what is referred to may be written out instead', () => {
  const components = { headers: { 'a/b': { description: 'Old.', schema: { type: 'string' } } } };
  const referring = { components, paths: { '/': { headers: { A: { $ref: '#/components/headers/a~1b' } } } } };
  const inline = (type: string): object => ({
    components,
    paths: { '/': { headers: { A: { description: 'New.', schema: { type } } } } },
  });
  expect(levelsOf(referring, inline('string'))).toEqual(['editorial example-or-words']);
  expect(levelsOf(inline('string'), referring)).toEqual(['editorial example-or-words']);
  expect(levelsOf(referring, inline('integer'))).toEqual(['breaking other', 'editorial example-or-words']);
});

test('references may go in a circle', () => {
  const tree = (name: string, type: string): object => ({
    components: {
      schemas: { [name]: { type, properties: { child: { $ref: `#/components/schemas/${name}` } } } },
    },
    body: { $ref: `#/components/schemas/${name}` },
  });
  const changes = unseenChanges(tree('Tree', 'object'), tree('Node', 'array'), false);
  expect(changes.map(({ text }) => text)).toContain('`body.type` was `"object"` and is `"array"`');
});

test('what oasdiff has judged is not told again', () => {
  expect(levelsOf({ a: { enum: ['x'] } }, { a: { enum: [] } }, true)).toEqual([]);
});

test('the order of members does not matter', () => {
  expect(levelsOf({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
});
