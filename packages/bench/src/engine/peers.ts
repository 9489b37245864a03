import { type Helper, startHelper } from '../process.ts';
import type { ReaderTask } from '../workers/page-reader.ts';
import { installPeers } from './install-peers.ts';
import type { EnginePeer } from './peer-names.ts';
import type { Reading } from './readers/reader.ts';

/** Those that are not part of the workspace. */
const installed: readonly EnginePeer[] = ['native', 'tesseract.js'];

/** A peer in a process of its own, loaded. */
export interface OpenPeer {
  readonly name: EnginePeer;
  /** What runs, with its version and how many threads compute. */
  readonly title: string;
  read(file: string, wantsLines: boolean): Promise<Reading>;
  close(): Promise<void>;
}

/** A peer that can't be measured here. */
export interface MissingPeer {
  readonly name: EnginePeer;
  /** Why, and how to have it. */
  readonly reason: string;
}

/** Starts a process for each peer; one that doesn't come up is left out. */
export async function openPeers(
  names: readonly EnginePeer[],
  threads: number | undefined,
): Promise<{ readonly open: readonly OpenPeer[]; readonly missing: readonly MissingPeer[] }> {
  const problem = names.some((name) => installed.includes(name)) ? await installPeers() : undefined;
  const open: OpenPeer[] = [];
  const missing: MissingPeer[] = [];
  for (const name of names) {
    if (problem !== undefined && installed.includes(name)) {
      missing.push({ name, reason: problem });
      continue;
    }
    const helper: Helper<ReaderTask, string | Reading> = startHelper('workers/page-reader');
    try {
      const title = (await helper.ask({ type: 'open', peer: name, threads })) as string;
      open.push({
        name,
        title,
        read: async (file, wantsLines) => (await helper.ask({ type: 'read', file, wantsLines })) as Reading,
        close: () => helper.close(),
      });
    } catch (error) {
      missing.push({ name, reason: reasonOf(name, error) });
      await helper.close();
    }
  }
  return { open, missing };
}

function reasonOf(name: EnginePeer, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'tesseract' && message.includes('ENOENT')) {
    return 'no such program here; on Debian: apt-get install tesseract-ocr';
  }
  return message;
}
