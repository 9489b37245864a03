// pnpm cli-reference   writes docs/cli-reference.md from the definition of the commands of packages/cli
import { writeFile } from 'node:fs/promises';
import { cliReference, referenceFile } from './cli-reference/reference.ts';
import { main } from './run.ts';
import { build } from './turbo.ts';

await main(async () => {
  // What the flags of settings and of the service are made of.
  build(['@detect-regions/spec', '@detect-regions/server']);
  await writeFile(referenceFile, await cliReference());
});
