/**
 * A store that keeps its entries in a file, for Node, Bun and Deno: `import { fileStore } from '@detect-regions/sdk/file-store'`.
 *
 * @module file-store
 */

import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { limits } from '@detect-regions/spec/limits';
import type { Store } from './store/store.ts';

/** Options of a file store. */
export interface FileStoreOptions {
  /**
   * Whether each change is on the disk before it counts as kept. Without it, changes survive the end of the
   * process, `kill -9` too, but not a power cut. Default: `true`.
   */
  readonly sync?: boolean | undefined;
}

/** A store in a file. */
export interface FileStore extends Store, AsyncDisposable {
  /** The value of a key; `undefined` where there is none, or it was dropped for its age. */
  get(key: string): Promise<string | undefined>;
  /** Keeps a value. Resolves when it is in the file: with `sync`, on the disk. */
  set(key: string, value: string): Promise<void>;
  /** Forgets a key. Writes nothing where it is not known. */
  delete(key: string): Promise<void>;
  /** Waits for the last change and closes the file. Afterwards every use fails. */
  close(): Promise<void>;
}

/** Lines of the file that are out of date are tolerated up to this number. */
const mostStale = 10_000;
/** Older lines are of no use: the service has dropped the result. Milliseconds. */
const oldest = limits.resultSeconds * 1_000;

/** A line of the file: a key was set, or removed. */
interface Line {
  readonly at: number;
  readonly key: string;
  readonly value?: string;
}

/**
 * A store in a file that is only ever appended to, one JSON line for each change; for Node, Bun and Deno. The file
 * is made where there is none, and opened at the first use. Changes that come at the same time are written
 * together. One process at a time.
 *
 * A line that a crash cut short is dropped. Entries older than 24 hours are dropped when the file is opened, and the
 * file is then written anew when more than 10,000 lines are out of date.
 *
 * @example
 * ```ts
 * await using store = fileStore('tasks.jsonl');
 * const client = new DetectRegions({ store });
 * ```
 *
 * @param path - the file, as a path (absolute or from the working directory) or a `file:` URL; its folder must exist
 * @param options - whether each change waits for the disk
 * @returns the store; its methods reject with an error of the file system, or with one that names the line when the
 * file is no store
 * @throws TypeError when `path` is neither a path nor a URL
 */
export function fileStore(path: string | URL, options: FileStoreOptions = {}): FileStore {
  if (!(path instanceof URL) && (typeof path !== 'string' || path === '')) {
    throw new TypeError('path must be the path or file: URL of a file.');
  }
  return new AppendOnlyFile(path, options.sync ?? true);
}

class AppendOnlyFile implements FileStore {
  readonly #path: string | URL;
  readonly #sync: boolean;
  #opened: Promise<FileHandle> | undefined;
  #closed = false;
  readonly #entries = new Map<string, Line>();
  #waiting: { readonly text: string; readonly settle: (error?: unknown) => void }[] = [];
  #writing: Promise<void> | undefined;
  #broken: unknown;

  constructor(path: string | URL, sync: boolean) {
    this.#path = path;
    this.#sync = sync;
  }

  async get(key: string): Promise<string | undefined> {
    await this.#open();
    return this.#entries.get(key)?.value;
  }

  async set(key: string, value: string): Promise<void> {
    await this.#change({ at: Date.now(), key, value });
  }

  async delete(key: string): Promise<void> {
    await this.#open();
    if (this.#entries.has(key)) await this.#change({ at: Date.now(), key });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    const file = await this.#opened?.catch(() => undefined);
    this.#opened = undefined;
    await file?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #open(): Promise<FileHandle> {
    if (this.#closed) return Promise.reject(new Error('The file store is closed.'));
    this.#opened ??= this.#load().catch((error: unknown) => {
      // So that the next use tries again.
      this.#opened = undefined;
      this.#entries.clear();
      throw error;
    });
    return this.#opened;
  }

  async #load(): Promise<FileHandle> {
    let file = await open(this.#path, 'a+', 0o600);
    try {
      const { lines, whole } = await this.#read(file);
      const { size } = await file.stat();
      if (lines - this.#entries.size > mostStale) {
        await file.close();
        file = await this.#rewrite();
      } else if (whole < size) {
        await file.truncate(whole);
      }
      if (this.#sync) await syncFolder(this.#path);
      return file;
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
  }

  /** Reads the file into the entries: how many lines it has, and how many bytes of whole ones. */
  async #read(file: FileHandle): Promise<{ lines: number; whole: number }> {
    let whole = 0;
    let lines = 0;
    let rest = Buffer.alloc(0);
    const chunk = Buffer.alloc(256 * 1024);
    for (let position = 0; ; ) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const text = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      let start = 0;
      for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, start)) {
        this.#apply(parseLine(text.toString('utf8', start, end), ++lines, this.#path));
        start = end + 1;
      }
      whole += start;
      rest = text.subarray(start);
    }
    const from = Date.now() - oldest;
    for (const [key, { at }] of this.#entries) if (at < from) this.#entries.delete(key);
    return { lines, whole };
  }

  /** Puts a new file with what still counts in the place of the old one, at one stroke. */
  async #rewrite(): Promise<FileHandle> {
    const beside = `${this.#path instanceof URL ? this.#path.href : this.#path}.new`;
    const target = this.#path instanceof URL ? new URL(beside) : beside;
    const file = await open(target, 'w', 0o600);
    try {
      let text = '';
      for (const line of this.#entries.values()) {
        text += lineOf(line);
        if (text.length > 64 * 1024) {
          await file.appendFile(text);
          text = '';
        }
      }
      await file.appendFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(target, this.#path);
    return open(this.#path, 'a+', 0o600);
  }

  #apply(line: Line): void {
    if (line.value === undefined) this.#entries.delete(line.key);
    else this.#entries.set(line.key, line);
  }

  async #change(line: Line): Promise<void> {
    const file = await this.#open();
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({
        text: lineOf(line),
        settle: (error) => {
          if (error !== undefined) {
            reject(error);
            return;
          }
          this.#apply(line);
          resolve();
        },
      });
      this.#writing ??= this.#write(file).finally(() => {
        this.#writing = undefined;
      });
    });
  }

  /** Writes whatever waits, together, until nothing does. */
  async #write(file: FileHandle): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        // After a failure half a line may be there; what follows would be joined to it.
        if (this.#broken !== undefined) throw this.#broken;
        await file.appendFile(batch.map(({ text }) => text).join(''));
        if (this.#sync) await file.datasync();
        for (const { settle } of batch) settle();
      } catch (error) {
        this.#broken = error;
        for (const { settle } of batch) settle(error);
      }
    }
  }
}

function lineOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

function parseLine(text: string, number: number, path: string | URL): Line {
  try {
    const line = JSON.parse(text) as Line;
    if (typeof line.key === 'string' && typeof line.at === 'number') return line;
  } catch {
    // Said below; the parser's own message says nothing of the file.
  }
  throw new Error(
    `Line ${number} of ${path} is no line of a file store. Was it written by two processes, or is it another file?`,
  );
}

/** A new name in a folder is on the disk once the folder is. */
async function syncFolder(path: string | URL): Promise<void> {
  const folder = await open(path instanceof URL ? new URL('.', path) : dirname(path)).catch(() => undefined);
  // Not every system can do that for folders; where it can't, it need not.
  await folder?.sync().catch(() => {});
  await folder?.close();
}
