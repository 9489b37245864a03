import { readFileSync } from 'node:fs';
import type { Finding } from '../finding.ts';

/** The oldest Node that this runs on. */
const OLDEST_NODE = 24;

/** The packages that must be of one version. */
const packages = ['sdk', 'spec', 'regions', 'engine', 'server'] as const;

/** Looks at Node and at the versions of the packages. */
export async function checkProgram(): Promise<readonly Finding[]> {
  return [nodeFinding(process.versions.node), versionFinding()];
}

function nodeFinding(version: string): Finding {
  const facts = { version, platform: process.platform, arch: process.arch };
  const message = `Node ${version} on ${process.platform} ${process.arch}`;
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return { name: 'node', status: 'ok', message, facts };
  const advice = `Install Node ${OLDEST_NODE} or newer: https://nodejs.org`;
  return { name: 'node', status: 'failed', message: `${message} is too old`, advice, facts };
}

function versionFinding(): Finding {
  const own = versionAt(new URL('../package.json', import.meta.url));
  const others = packages.map((name) => {
    const manifest = import.meta.resolve(`@detect-regions/${name}/package.json`);
    return [name, versionAt(new URL(manifest))] as const;
  });
  const facts = { cli: own, ...Object.fromEntries(others) };
  const odd = others.filter(([, version]) => version !== own);
  const message = `detect-regions ${own}`;
  if (odd.length === 0) return { name: 'versions', status: 'ok', message, facts };
  return {
    name: 'versions',
    status: 'warning',
    message: `${message}, with ${odd.map((pair) => pair.join(' ')).join(', ')}`,
    advice: 'They belong together: install @detect-regions/cli anew.',
    facts,
  };
}

function versionAt(manifest: URL): string {
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
