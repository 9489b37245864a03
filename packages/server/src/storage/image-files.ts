import { hash } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkImageId, isImageId } from './image-id.ts';
import type { StoredImage } from './image-room.ts';

/** A file that an upload is written to, or was, before its process died. */
export interface IncomingFile {
  readonly name: string;
  readonly bytes: number;
  /** When it was last written to, in milliseconds since 1970. */
  readonly writtenAt: number;
}

/**
 * By how many digits of their ids' hashes the images are spread over folders: over 256, so that a million images are
 * some thousand in each, and one can be looked through without holding many names.
 */
const SHARD_DIGITS = 2;

/** Only for whom the process runs as: an image may show anything. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * The files of an image store in a folder: `stored/XX/ID` for an image, `incoming/NAME` for one that is being written.
 * All methods pass errors of the file system on.
 */
export class ImageFiles {
  readonly #folder: string;
  readonly #stored: string;
  readonly #incoming: string;
  /** The folders of images that are there for good. They stay open: each image has its folder put on disk. */
  readonly #shards = new Map<string, Promise<FileHandle | undefined>>();

  /** @param folder - which need not be there */
  constructor(folder: string) {
    this.#folder = resolve(folder);
    this.#stored = join(this.#folder, 'stored');
    this.#incoming = join(this.#folder, 'incoming');
  }

  /** Makes the folders that are missing. */
  async prepare(): Promise<void> {
    const made = await mkdir(this.#folder, { recursive: true, mode: FOLDER_MODE });
    await makeFolder(this.#stored);
    await makeFolder(this.#incoming);
    // The folder above the topmost new one holds its name.
    const top = made === undefined ? this.#folder : dirname(made);
    for (let folder = this.#folder; folder.length >= top.length; folder = dirname(folder))
      await syncFolder(folder);
  }

  /** Writes a new file, chunk by chunk, to be moved to its place or dropped. It is on disk when the promise resolves. */
  async write(name: string, chunks: AsyncIterable<Uint8Array>, writtenAt: () => number): Promise<void> {
    await using file = await open(join(this.#incoming, name), 'wx', FILE_MODE);
    for await (const chunk of chunks) await file.appendFile(chunk);
    // Not the disk's time, which differs from ours on a network.
    const seconds = writtenAt() / 1000;
    await file.utimes(seconds, seconds);
    await file.sync();
  }

  /** Makes a file that was written an image, for good. */
  async moveIn(name: string, id: string): Promise<void> {
    const path = this.#path(id);
    const shard = await this.#shard(dirname(path));
    try {
      await rename(join(this.#incoming, name), path);
    } catch (error) {
      // Perhaps the folder was removed, and can be made again.
      this.#shards.delete(dirname(path));
      await shard?.close();
      throw error;
    }
    try {
      await shard?.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Drops a file that was written, or not to its end. */
  async drop(name: string): Promise<void> {
    await rm(join(this.#incoming, name), { force: true });
  }

  /** The bytes of an image, in a buffer of their own; `undefined` when there is none. */
  async read(id: string): Promise<Uint8Array | undefined> {
    await using file = await open(this.#path(id), 'r').catch(unlessMissing);
    if (!file) return undefined;
    const { size } = await file.stat();
    // Not of Node's pool: it may be handed to a thread.
    const bytes = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await file.read(bytes, length, size - length, length);
      if (bytesRead === 0) throw new Error(`The file ended after ${length} of ${size} bytes.`);
      length += bytesRead;
    }
    return bytes;
  }

  /** Deletes an image. After a loss of power it may be back: then it is left over, and housekeeping finds it. */
  async delete(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  /** All images, in no order; those that come or go meanwhile may be among them. */
  async *stored(): AsyncGenerator<StoredImage, void, undefined> {
    for await (const shard of await opendir(this.#stored)) {
      if (!shard.isDirectory()) continue;
      for await (const { name, size, mtimeMs } of filesIn(join(this.#stored, shard.name))) {
        if (isImageId(name)) yield { id: name, bytes: size, storedAt: mtimeMs };
      }
    }
  }

  /** All files that are being written, and those that were left behind. */
  async *incoming(): AsyncGenerator<IncomingFile, void, undefined> {
    for await (const { name, size, mtimeMs } of filesIn(this.#incoming)) {
      yield { name, bytes: size, writtenAt: mtimeMs };
    }
  }

  /** Frees what is open. */
  async close(): Promise<void> {
    const shards = [...this.#shards.values()];
    this.#shards.clear();
    for (const shard of shards) await (await shard.catch(() => undefined))?.close();
  }

  #shard(path: string): Promise<FileHandle | undefined> {
    const known = this.#shards.get(path);
    if (known) return known;
    const shard = this.#makeShard(path);
    this.#shards.set(path, shard);
    shard.catch(() => this.#shards.delete(path));
    return shard;
  }

  async #makeShard(path: string): Promise<FileHandle | undefined> {
    await makeFolder(path);
    // Also one that was there may not be on disk yet: another process may just be making it.
    await syncFolder(this.#stored);
    return openFolder(path);
  }

  #path(id: string): string {
    return join(this.#stored, hash('sha256', checkImageId(id), 'hex').slice(0, SHARD_DIGITS), id);
  }
}

/** Makes a folder in one that is there. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: FOLDER_MODE });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

interface FileFound {
  readonly name: string;
  readonly size: number;
  readonly mtimeMs: number;
}

async function* filesIn(folder: string): AsyncGenerator<FileFound, void, undefined> {
  for await (const entry of await opendir(folder)) {
    if (!entry.isFile()) continue;
    const found = await stat(join(folder, entry.name)).catch(unlessMissing);
    if (found) yield { name: entry.name, size: found.size, mtimeMs: found.mtimeMs };
  }
}

function unlessMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
  return undefined;
}

function hasCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

/** Has the names in a folder on disk: without it, a loss of power may take back a rename. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await openFolder(path);
  await folder?.sync();
}

/** Windows refuses to open a folder, and has no way to put its names on disk. */
async function openFolder(path: string): Promise<FileHandle | undefined> {
  return process.platform === 'win32' ? undefined : open(path, 'r');
}
