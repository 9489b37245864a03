import { readFileSync } from 'node:fs';
import type { HashedClient } from '../auth/hashed-client.ts';
import { isSecretHash } from '../auth/hashed-client.ts';
import { ServerError } from '../errors.ts';

/**
 * Reads the file of `--clients`: a JSON array of `{ clientId, secretHash }`.
 *
 * @throws ServerError `invalid-options` that names the file and the entry, and never tells what is in it
 */
export function readClientsFile(path: string): HashedClient[] {
  const entries = parse(path, readConfigFile(path));
  if (!Array.isArray(entries) || entries.length === 0) {
    throw wrong(path, 'must be a JSON array of { "clientId", "secretHash" }, with one at least');
  }
  return entries.map((entry: unknown, index) => {
    const { clientId, secretHash, ...others } = Object(entry) as Partial<HashedClient>;
    if (typeof clientId !== 'string' || clientId === '') {
      throw wrong(path, `entry ${index + 1}: clientId must be a text that is not empty`);
    }
    if (typeof secretHash !== 'string' || !isSecretHash(secretHash)) {
      throw wrong(
        path,
        `entry ${index + 1}: secretHash must be one that "detect-regions new-client" made, sha256: in front`,
      );
    }
    if (Object.keys(others).length > 0) {
      throw wrong(path, `entry ${index + 1}: only clientId and secretHash belong in an entry`);
    }
    return { clientId, secretHash };
  });
}

/**
 * Reads a file that the configuration names.
 *
 * @throws ServerError `invalid-options`
 */
export function readConfigFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ServerError('invalid-options', `Can't read ${path}: ${code ?? String(cause)}.`, { cause });
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error of JSON.parse quotes what it read.
    throw wrong(path, 'must be JSON');
  }
}

function wrong(path: string, what: string): ServerError {
  return new ServerError('invalid-options', `${path}: ${what}.`);
}
