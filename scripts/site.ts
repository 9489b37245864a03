// pnpm site                  builds all packages, and the documentation into docs/site/.
// pnpm site --api-page FILE  writes the page of the HTTP API alone.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { main, root, run } from './run.ts';
import { writeApiPage } from './site/api-page.ts';
import { build } from './turbo.ts';

const spec = join(root, 'openapi/detect-regions.yaml');

await main(async (args) => {
  const { values } = parseArgs({ args, options: { 'api-page': { type: 'string' } } });
  if (values['api-page'] !== undefined) {
    await writeApiPage(spec, resolve(values['api-page']));
    return;
  }
  build();
  console.log(run('typedoc', ['--plugin', join(root, 'scripts/site/link-api-page.ts')]).trim());
  // Last, since typedoc empties the folder.
  await writeApiPage(spec, join(root, 'docs/site/api.html'));
});
