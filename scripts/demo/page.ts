import { readFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { root } from '../run.ts';

/** A file that may be a page image. */
export interface Page {
  /** As the user named it. */
  readonly label: string;
  /** Names its files in the output: unique among the pages, without an ending. */
  readonly name: string;
  /** The ending of the image, with its dot. */
  readonly extension: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file that can't be used, and why. */
export interface Unusable {
  readonly label: string;
  readonly problem: string;
}

/** The pages given, relative to where the user stands, or else the samples of the project. */
export async function readPages(given: readonly string[]): Promise<(Page | Unusable)[]> {
  // pnpm runs scripts in the root, and says where it was called.
  const folder = given.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : join(root, 'docs', 'pages');
  const labels = given.length > 0 ? given : samples;
  const taken = new Set<string>();
  return await Promise.all(
    labels.map((label) => {
      const extension = extname(label);
      const name = unique(basename(label, extension), taken);
      return readPage({ label, name, extension }, resolve(folder, label));
    }),
  );
}

/** The samples that default settings are right for: pages in other scripts want their `language`. */
const samples: readonly string[] = ['article.jpg', 'form.jpg', 'letter.jpg', 'receipt.jpg'];

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a folder, not an image',
};

async function readPage(page: Omit<Page, 'bytes'>, path: string): Promise<Page | Unusable> {
  try {
    return { ...page, bytes: await readFile(path) };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    return { label: page.label, problem: reasons[code] ?? `can't be read (${code})` };
  }
}

function unique(stem: string, taken: Set<string>): string {
  let name = stem;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stem}-${n}`;
  taken.add(name.toLowerCase());
  return name;
}
