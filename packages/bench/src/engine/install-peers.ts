import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { peersFolder } from './peers-folder.ts';

const run = promisify(execFile);

/** What is installed is part of the packages; their scripts would load more for graphics cards. */
const args = ['--ignore-workspace', 'install', '--frozen-lockfile', '--ignore-scripts'];

/**
 * Installs tesseract.js and onnxruntime-node into their own folder, as its lockfile says. Where they are, it
 * takes a moment and no network.
 *
 * @returns why it can't be done, if it can't
 */
export async function installPeers(): Promise<string | undefined> {
  const folder = fileURLToPath(peersFolder);
  const command = `pnpm --dir packages/bench/engine-peers ${args.join(' ')}`;
  if (!existsSync(new URL('node_modules/', peersFolder))) {
    console.error(`installing tesseract.js and onnxruntime-node (350 MB, once; --peers leaves them out):`);
    console.error(`  ${command}`);
  }
  try {
    await run('pnpm', ['--dir', folder, ...args]);
    return undefined;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    const told = `${stderr}${stdout}`.trim().split('\n').at(-1);
    return `not installed (${told || message}); by hand: ${command}`;
  }
}
