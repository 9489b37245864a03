// pnpm api:diff [REF]    what changed in the API since REF: what is breaking, what additive, what editorial
// pnpm api:diff --check  fails where the pending changesets say less than that
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBase, specPath } from './api-diff/base.ts';
import { diffSpecs } from './api-diff/changes.ts';
import { checkChangesets } from './api-diff/gate.ts';
import { install } from './api-diff/oasdiff.ts';
import { describeChanges } from './api-diff/report.ts';
import { main, Refusal, root } from './run.ts';

function readArguments(args: string[]): { given: string | undefined; check: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { check: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (positionals.length <= 1) return { given: positionals[0], check: values.check === true };
  } catch {
    // An option that there is not is told as below.
  }
  throw new Refusal(`cannot read ${args.join(' ')}; accepted: pnpm api:diff [REF] [--check]`);
}

await main(async (args) => {
  const { given, check } = readArguments(args);
  const base = findBase(root, given);
  await install();
  const changes = await diffSpecs(base.spec, await readFile(join(root, specPath), 'utf8'));
  console.log(describeChanges(changes, base));
  if (check) console.log(`\n${await checkChangesets(root, changes, base)}`);
});
