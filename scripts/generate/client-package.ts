import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal, root, run } from '../run.ts';

const config = 'openapi/client/openapitools.json';
/** SHA-256 of openapi-generator-cli 7.25.0 as Maven Central has it; the npm package itself checks nothing. */
const jarSha256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';

function requireJava(): void {
  const home = process.env.JAVA_HOME;
  const java = home === undefined ? 'java' : join(home, 'bin', 'java');
  if (spawnSync(java, ['-version'], { stdio: 'ignore' }).status === 0) return;
  throw new Refusal(
    [
      `Generating the client needs Java 11 or newer, and \`${java} -version\` does not run.`,
      'Install it (Debian, Ubuntu: apt-get install default-jre-headless; macOS: brew install openjdk)',
      'or point JAVA_HOME at one. Nothing else in this project needs Java.',
    ].join('\n'),
  );
}

/** Brings the generator's JAR once, and runs none whose checksum is not the pinned one. */
async function requireJar(): Promise<void> {
  const { 'generator-cli': cli } = JSON.parse(await readFile(join(root, config), 'utf8'));
  const jar = join(root, cli.storageDir, `${cli.version}.jar`);
  if (!existsSync(jar)) {
    console.log(`fetching openapi-generator ${cli.version} (32 MB, once)`);
    run('openapi-generator-cli', ['--openapitools', config, 'version-manager', 'set', cli.version]);
  }
  const found = createHash('sha256')
    .update(await readFile(jar))
    .digest('hex');
  if (found === jarSha256) return;
  await rm(jar);
  throw new Refusal(
    `openapi-generator ${cli.version} has SHA-256 ${found}, expected ${jarSha256}.\nThe file was deleted. Run the command again; if this comes back, do not trust the download.`,
  );
}

/**
 * Makes the sources of packages/client with openapi-generator.
 *
 * @param spec - the path of the spec
 * @returns file names relative to the package's src folder, with their texts
 */
export async function generateClientPackage(spec: string): Promise<Map<string, string>> {
  requireJava();
  await requireJar();
  const output = await mkdtemp(join(tmpdir(), 'detect-regions-client-'));
  try {
    run(
      'openapi-generator-cli',
      [
        ...['--openapitools', config, 'generate', '-c', 'openapi/client/generator.yaml'],
        ...['-i', spec, '-o', output],
      ],
      {
        env: { JAVA_OPTS: process.env.JAVA_OPTS ?? '-Dlog.level=error' },
      },
    );
    const names = (await readdir(output, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    return new Map(
      await Promise.all(
        names.map(async (name) => [name, await readFile(join(output, name), 'utf8')] as const),
      ),
    );
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}
