// pnpm api:diff [REF]    what changed in the API since REF: what is breaking, what additive, what editorial
// pnpm api:diff --check  fails where the pending changesets say less than that
//   --spec FILE          looks at this spec instead of openapi/detect-regions.yaml
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findBase, specPath } from './api-diff/base.ts';
import { diffSpecs } from './api-diff/changes.ts';
import { checkChangesets } from './api-diff/gate.ts';
import { install } from './api-diff/oasdiff.ts';
import { describeChanges } from './api-diff/report.ts';
import { main, Refusal, root } from './run.ts';

interface Order {
  readonly given: string | undefined;
  readonly check: boolean;
  readonly file: string;
}

function readOrder(args: string[]): Order {
  try {
    const options = { check: { type: 'boolean' }, spec: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const file = values.spec === undefined ? join(root, specPath) : resolve(values.spec);
    if (positionals.length <= 1) return { given: positionals[0], check: values.check === true, file };
  } catch {
    // An option that there is not is told as below.
  }
  throw new Refusal(`cannot read ${args.join(' ')}; accepted: pnpm api:diff [REF] [--check] [--spec FILE]`);
}

await main(async (args) => {
  const { given, check, file } = readOrder(args);
  const base = findBase(root, given);
  const spec = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Refusal(`cannot read the spec: ${error.message}`);
  });
  await install();
  const changes = await diffSpecs(base.spec, spec);
  console.log(describeChanges(changes, base));
  if (check) console.log(`\n${await checkChangesets(root, changes, base)}`);
});
