// pnpm generate          makes packages/spec/src and packages/client/src from openapi/detect-regions.yaml
// pnpm generate --check  fails where what is committed is not what the spec makes
import { join } from 'node:path';
import { generateClientPackage } from './generate/client-package.ts';
import { readSpec } from './generate/open-api.ts';
import { generateSpecPackage } from './generate/spec-package.ts';
import { compareFolder, writeFolder } from './generate/written.ts';
import { main, Refusal, root, run } from './run.ts';

async function generate(check: boolean): Promise<void> {
  console.log('checking openapi/detect-regions.yaml');
  run('redocly', ['lint', '--config', 'openapi/redocly.yaml', 'detect-regions']);
  const spec = await readSpec(join(root, 'openapi/detect-regions.yaml'));
  const packages = [
    { folder: 'packages/spec/src', make: () => generateSpecPackage(spec) },
    { folder: 'packages/client/src', make: generateClientPackage },
  ];
  const differences: string[] = [];
  for (const { folder, make } of packages) {
    console.log(`${check ? 'comparing' : 'generating'} ${folder}`);
    const files = await make();
    if (check) differences.push(...(await compareFolder(folder, files)));
    else await writeFolder(folder, files);
  }
  if (differences.length > 0) {
    throw new Refusal(
      `${differences.join('\n')}\n\nGenerated code is not edited by hand: change openapi/ and run \`pnpm generate\`, then commit the result.`,
    );
  }
  if (check) console.log('what is committed is what the spec makes');
}

await main(async (args) => {
  const unknown = args.filter((argument) => argument !== '--check');
  if (unknown.length > 0) throw new Refusal(`unknown argument ${unknown.join(' ')}; accepted: --check`);
  await generate(args.includes('--check'));
});
