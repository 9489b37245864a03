// pnpm generate          makes packages/spec/src, packages/client/src and docs/reference.md from
//                        openapi/detect-regions.yaml
// pnpm generate --check  fails where what is committed is not what the spec makes
//   --spec FILE   from this spec instead
//   --out ROOT    into (or, with --check, compared with) this copy of the repository
//   --only PARTS  no more than these, with commas between: spec, client, docs
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generateClientPackage } from './generate/client-package.ts';
import { lintSpec } from './generate/lint-spec.ts';
import { readSpec, type Spec } from './generate/open-api.ts';
import { generateReference } from './generate/reference.ts';
import { generateSpecPackage } from './generate/spec-package.ts';
import { compareFolder, type Ownership, writeFolder } from './generate/written.ts';
import { main, Refusal, root } from './run.ts';

interface Part {
  /** Where it goes, relative to the root. */
  readonly folder: string;
  readonly ownership: Ownership;
  make(spec: Spec, file: string): Promise<ReadonlyMap<string, string>>;
}

const parts: Readonly<Record<string, Part>> = {
  spec: { folder: 'packages/spec/src', ownership: 'alone', make: generateSpecPackage },
  client: {
    folder: 'packages/client/src',
    ownership: 'alone',
    make: (_, file) => generateClientPackage(file),
  },
  docs: { folder: 'docs', ownership: 'shared', make: generateReference },
};

interface Order {
  readonly check: boolean;
  readonly file: string;
  readonly out: string;
  readonly only: readonly string[];
}

function readOrder(args: readonly string[]): Order {
  const accepted = '--check, --spec FILE, --out ROOT, --only PARTS';
  let values: { check?: boolean; spec?: string; out?: string; only?: string };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        check: { type: 'boolean' },
        spec: { type: 'string' },
        out: { type: 'string' },
        only: { type: 'string' },
      },
    }));
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\naccepted: ${accepted}`);
  }
  const only = values.only?.split(',') ?? Object.keys(parts);
  const unknown = only.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Refusal(
      `--only: ${unknown.map((name) => JSON.stringify(name)).join(', ')} is no part; accepted: ${Object.keys(parts).join(', ')}, with commas between`,
    );
  return {
    check: values.check ?? false,
    file: values.spec === undefined ? join(root, 'openapi/detect-regions.yaml') : resolve(values.spec),
    out: values.out === undefined ? root : resolve(values.out),
    only,
  };
}

async function generate({ check, file, out, only }: Order): Promise<void> {
  const spec = await readSpec(file);
  console.log(`checking ${spec.file}`);
  lintSpec(file, spec);
  const made: [part: Part, files: ReadonlyMap<string, string>][] = [];
  for (const part of Object.entries(parts).flatMap(([name, part]) => (only.includes(name) ? [part] : []))) {
    console.log(`${check ? 'comparing' : 'generating'} ${part.folder}`);
    made.push([part, await part.make(spec, file)]);
  }
  // Only now, when nothing can be refused any more: a fault leaves everything as it was.
  if (!check) {
    for (const [{ folder, ownership }, files] of made) await writeFolder(join(out, folder), files, ownership);
    return;
  }
  const differences: string[] = [];
  for (const [{ folder, ownership }, files] of made) {
    const found = await compareFolder(join(out, folder), files, ownership);
    differences.push(...found.map((line) => `${folder}/${line}`));
  }
  if (differences.length > 0) {
    throw new Refusal(
      `${differences.join('\n')}\n\nGenerated code is not edited by hand: change openapi/ and run \`pnpm generate\`, then commit the result.`,
    );
  }
  console.log('what is committed is what the spec makes');
}

await main((args) => generate(readOrder(args)));
