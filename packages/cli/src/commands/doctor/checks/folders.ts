import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { printable } from '../../../terminal/printable.ts';
import type { Finding } from '../finding.ts';

/** The data folder of a service that keeps nothing. */
const NO_FOLDER = 'memory';

/** Looks whether the folders of settings and of the service's data can be written, and who else may. */
export async function checkFolders(settings: string): Promise<readonly Finding[]> {
  const findings = [await folderFinding('settings-folder', 'settings', settings)];
  const { readConfig, ServerError } = await import('@detect-regions/server/config');
  try {
    const { data = NO_FOLDER } = readConfig(process.env, {}, 'serve').options;
    if (data !== NO_FOLDER) findings.push(await folderFinding('data-folder', 'data of serve', data));
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    findings.push({
      name: 'serve-config',
      status: 'failed',
      message: `serve would not start: ${printable(error.message)}`,
      advice: 'detect-regions serve --print-config shows what is set where.',
    });
  }
  return findings;
}

async function folderFinding(name: string, what: string, folder: string): Promise<Finding> {
  const shown = printable(folder);
  const existing = await nearest(folder);
  const facts = { folder, exists: existing === folder };
  try {
    await access(existing, constants.W_OK | constants.X_OK);
  } catch {
    return {
      name,
      status: 'failed',
      message: `can't write ${what}: ${shown}`,
      advice: `See who owns it: ls -ld '${printable(existing)}'`,
      facts,
    };
  }
  const { mode } = await stat(existing);
  if (process.platform !== 'win32' && existing === folder && (mode & 0o022) !== 0) {
    const advice = `Close it: chmod go-w '${shown}'`;
    return { name, status: 'warning', message: `others can write ${what}: ${shown}`, advice, facts };
  }
  const later = existing === folder ? '' : ' (made when it is needed)';
  return { name, status: 'ok', message: `${what} in ${shown}${later}`, facts };
}

/** The folder, or the nearest above it that is there. */
async function nearest(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const isThere = await stat(at).then(
      () => true,
      () => false,
    );
    if (isThere || dirname(at) === at) return at;
  }
}
