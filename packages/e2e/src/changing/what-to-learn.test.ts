import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readGuide } from '../guides/guide.ts';
import { java, need } from '../requirement.ts';
import { RepositoryCopy, root } from './repository-copy.ts';

const operation = `    patch:
      operationId: pauseDetectRegions
      tags: [DetectRegions]
      summary: Pause a task
      description: Lets other tasks go first.
      parameters:
        - $ref: "#/components/parameters/TaskId"
      responses:
        "200":
          description: The task waits.
        "400":
          $ref: "#/components/responses/BadRequest"
`;

/** The files of a package's code that have type errors. */
async function faultyFiles(copy: RepositoryCopy, name: string): Promise<string[]> {
  const folder = join(copy.path, 'packages', name);
  const config = { extends: './tsconfig.json', include: ['src'], exclude: ['**/*.test.ts', 'src/testing'] };
  await writeFile(join(folder, 'code.tsconfig.json'), JSON.stringify(config));
  const compiler = join(folder, 'node_modules/typescript/bin/tsc');
  const { stdout } = await copy.node([compiler, '-p', 'code.tsconfig.json', '--pretty', 'false'], folder);
  const files = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(
    ([, file]) => `packages/${name}/${file}`,
  );
  return [...new Set(files)];
}

it('what must be chosen by hand is a type error until it is', async (context) => {
  need(context, java);
  const guide = await readGuide('changing-the-api.md');
  await using copy = await RepositoryCopy.make();
  const spec = join(copy.path, 'openapi/detect-regions.yaml');
  const text = await readFile(spec, 'utf8');
  await writeFile(
    spec,
    text
      .replace('        - CraftPoly\n', (value) => `${value}        - Rings\n`)
      .replace(/^ {4}delete:\n {6}operationId: cancelDetectRegions\n/m, (found) => operation + found),
  );
  const order = ['--spec', spec, '--out', copy.path];
  const { code, stdout, stderr } = await copy.node([join(root, 'scripts/generate.ts'), ...order]);
  expect(code, stdout + stderr).toBe(0);
  await copy.build(['spec', 'regions', 'client'], ['engine']);
  const faulty = await Promise.all(['engine', 'sdk', 'server'].map((name) => faultyFiles(copy, name)));
  expect(faulty.flat()).toEqual(
    guide.find('The whole way / What the code must learn', 'packages/engine').code.split('\n'),
  );
}, 300_000);
