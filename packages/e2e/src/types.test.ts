import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** The places of a file of declarations where it says `any`. */
function anys(name: string, text: string): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${name}:${line + 1}: ${node.parent.getText(file)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What the SDK's declarations lead to, as they are found from there. */
const { resolve } = createRequire(import.meta.resolve('@detect-regions/sdk'));

it.each(['sdk', 'regions', 'spec'])('the types of %s have no any', async (name) => {
  const folder = join(dirname(resolve(`@detect-regions/${name}/package.json`)), 'dist');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.d.ts'));
  expect(files.length).toBeGreaterThan(0);
  const found = await Promise.all(
    files.map(async (file) => anys(file, await readFile(join(folder, file), 'utf8'))),
  );
  expect(found.flat()).toEqual([]);
});

it('an any would be found', () => {
  expect(anys('a.d.ts', '/** any */\nexport declare const a: readonly any[];')).toEqual(['a.d.ts:2: any[]']);
});
