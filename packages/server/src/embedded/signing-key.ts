import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataUnusable } from './data-folder.ts';

/** Bytes of a key: as many as HMAC SHA-256 gives (RFC 7518, section 3.2). */
const KEY_BYTES = 32;

/** Permissions of the group and of others. */
const OTHERS = 0o077;

/** A key for tokens, at random. */
export function makeSigningKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/**
 * The key for tokens that is kept in a data folder, in Base64, in a file for this user alone. It is made when it isn't
 * there; of several servers that start together, all get the same one.
 *
 * @throws ServerError `data-unusable` when others can read it, or it isn't a key
 */
export async function keptSigningKey(folder: string): Promise<Uint8Array> {
  const file = join(folder, 'signing-key');
  const text = (await read(file)) ?? (await make(folder, file)) ?? (await read(file)) ?? '';
  const key = Buffer.from(text, 'base64');
  if (key.byteLength < KEY_BYTES) {
    throw dataUnusable(`${file} is not ${KEY_BYTES} bytes in Base64`, RESET);
  }
  return key;
}

const RESET = 'restore it, or delete it to have another made, with which all tokens end';

async function read(file: string): Promise<string | undefined> {
  try {
    // Windows keeps permissions elsewhere.
    if (process.platform !== 'win32' && ((await stat(file)).mode & OTHERS) !== 0) {
      throw dataUnusable(`Others can read the signing key ${file}`, `run \`chmod 600\` on it, or ${RESET}`);
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the file as a whole: nobody reads half a key, and a loss of power leaves none. */
async function make(folder: string, file: string): Promise<string | undefined> {
  const text = `${Buffer.from(makeSigningKey()).toString('base64')}\n`;
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  await using handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
    await link(draft, file);
    await syncFolder(folder);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  } finally {
    await rm(draft);
  }
}

/** Has the name of a new file on disk: a key that is lost takes all tokens, and the development client, with it. */
async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing, and refuses to open a folder.
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
