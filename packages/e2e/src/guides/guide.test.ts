import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { blocksOf, Guide } from './guide.ts';

const markdown = `# Title
\`\`\`sh
a # no heading
\`\`\`
## One
### Deep
- in a list
  ~~~ts twoslash
  const a = \`
    \\\`\\\`\\\`
  \`;
  ~~~
## Two
\`\`\`\`
\`\`\`
\`\`\`\`
`;

it('finds blocks with their headings and lines', () => {
  expect(blocksOf('a.md', markdown)).toEqual([
    { guide: 'a.md', heading: '', language: 'sh', code: 'a # no heading', line: 3 },
    { guide: 'a.md', heading: 'One / Deep', language: 'ts', code: 'const a = `\n  \\`\\`\\`\n`;', line: 9 },
    { guide: 'a.md', heading: 'Two', language: '', code: '```', line: 15 },
  ]);
});

it('refuses a block without an end', () => {
  expect(() => blocksOf('a.md', 'text\n```ts\ncode')).toThrow('a.md:2');
});

it('knows which blocks were not asked for, and refuses to guess', () => {
  const guide = new Guide(blocksOf('a.md', markdown));
  expect(guide.find('Two').code).toBe('```');
  expect(guide.unused.map(({ line }) => line)).toEqual([3, 9]);
  expect(() => guide.find('Three')).toThrow('0 blocks under "Three"');
});

it('tells where a block is not what its file is', async () => {
  const quotes = '# Title\n```ts file=a.ts\none\ntwo\n```\n```ts title file=b.ts\none\n```\n';
  const guide = new Guide(blocksOf('a.md', quotes));
  expect(guide.blocks.map(({ file }) => file)).toEqual(['a.ts', 'b.ts']);
  const folder = await mkdtemp(join(tmpdir(), 'detect-regions-quotes-'));
  try {
    const url = pathToFileURL(`${folder}/`);
    await writeFile(join(folder, 'a.ts'), 'one\ntwo\n');
    await writeFile(join(folder, 'b.ts'), 'one\n');
    expect(await guide.compareQuotes(url)).toEqual([]);
    expect(guide.unused).toEqual([]);
    await writeFile(join(folder, 'a.ts'), 'one\nto\n');
    await writeFile(join(folder, 'b.ts'), 'one\ntwo\n');
    expect(await guide.compareQuotes(url)).toEqual([
      'a.md:4 differs from a.ts:2: "two" instead of "to"',
      'a.md:8 differs from b.ts:2: "nothing" instead of "two"',
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
