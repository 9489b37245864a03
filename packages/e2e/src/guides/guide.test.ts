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
