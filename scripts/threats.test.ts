// docs/security.md names a test for each threat: it must be there.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Threat {
  readonly title: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

const root = new URL('..', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');

/** The sections below "Threats", and the lines in them of the form "- `FILE`: TITLE". */
function threatsOf(markdown: string): Threat[] {
  const [, below = ''] = markdown.split('\n## Threats\n');
  const [section = ''] = below.split('\n## ');
  return section
    .split('\n### ')
    .slice(1)
    .map((part) => ({
      title: part.slice(0, part.indexOf('\n')),
      tests: [...part.matchAll(/^- `([^`]+)`: (.+)$/gm)].map(([, file = '', title = '']) => ({
        file,
        title,
      })),
    }));
}

/** Whether a source has a test of this title, as it is written there. */
function hasTest(source: string, title: string): boolean {
  return source
    .split(title)
    .slice(0, -1)
    .some((before) => /(?:\b(?:test|it)|[\])])\(\s*['"`]$/.test(before));
}

const threats = threatsOf(text);

test('there are threats', () => {
  expect(threats.length).toBeGreaterThan(10);
});

describe.each(threats)('$title', ({ tests }) => {
  test('names a test', () => {
    expect(tests.length).toBeGreaterThan(0);
  });

  test.each(tests)('$file has: $title', ({ file, title }) => {
    expect(file).toMatch(/\.test\.ts$/);
    expect(hasTest(readFileSync(new URL(file, root), 'utf8'), title)).toBe(true);
  });
});

test('a title that is no test is found out', () => {
  const source = "test('one', () => {\n  expect(of('two')).toBe('three');\n});\ntest.each([1])(\n  'four',\n";
  expect(['one', 'two', 'three', 'four', 'five'].map((title) => hasTest(source, title))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
});
