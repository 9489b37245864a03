import { readFile } from 'node:fs/promises';

/** A fenced block of code in a guide. */
export interface Block {
  /** The file, from `docs/` on. */
  readonly guide: string;
  /** The headings that it stands under, from the second level on, such as `A proxy / For one client`. */
  readonly heading: string;
  /** What stands behind the fence; empty where there is nothing. */
  readonly language: string;
  /** The file that it quotes, from the folder of the app on, as in ` ```ts file=upload-page.ts `. */
  readonly file: string | undefined;
  readonly code: string;
  /** The line of the guide that the code begins at, from 1. */
  readonly line: number;
}

/** A block that has not ended yet. */
interface Fence {
  readonly fence: string;
  readonly indent: number;
  readonly lines: string[];
}

/** The blocks of code of a Markdown text. Fences that are indented, as in lists, are taken as well. */
export function blocksOf(guide: string, markdown: string): Block[] {
  const blocks: Block[] = [];
  const headings: string[] = [];
  let open: (Pick<Block, 'language' | 'file' | 'line'> & Fence) | undefined;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    if (open === undefined) {
      const [, hashes, title] = /^(#{1,6})\s+(.+?)\s*#*$/.exec(line) ?? [];
      if (hashes !== undefined && title !== undefined) {
        headings.length = hashes.length - 1;
        headings[hashes.length - 1] = title;
      }
      const [, indent = '', fence, language = '', more = ''] =
        /^( *)(`{3,}|~{3,})\s*([\w-]*)(.*)$/.exec(line) ?? [];
      if (fence === undefined) continue;
      const [, file] = /(?:^|\s)file=(\S+)/.exec(more) ?? [];
      open = { fence, indent: indent.length, language, file, line: index + 2, lines: [] };
    } else if (
      line.trimStart().startsWith(open.fence) &&
      line.trim().replaceAll(open.fence[0] ?? '', '') === ''
    ) {
      const { language, file, line: first, lines } = open;
      const heading = headings.slice(1).filter(Boolean).join(' / ');
      blocks.push({ guide, heading, language, file, code: lines.join('\n'), line: first });
      open = undefined;
    } else {
      open.lines.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)));
    }
  }
  if (open !== undefined) throw new Error(`${guide}:${open.line - 1}: a block of code that does not end`);
  return blocks;
}

async function findDifference(block: Block, folder: URL): Promise<string | undefined> {
  const { guide, file = '', code, line } = block;
  const written = (await readFile(new URL(file, folder), 'utf8')).replace(/\n$/, '').split('\n');
  const quoted = code.split('\n');
  const length = Math.max(written.length, quoted.length);
  const at = Array.from({ length }, (_, index) => index).find((index) => written[index] !== quoted[index]);
  if (at === undefined) return undefined;
  const [is, says] = [written[at] ?? 'nothing', quoted[at] ?? 'nothing'];
  return `${guide}:${line + at} differs from ${file}:${at + 1}: "${says}" instead of "${is}"`;
}

/** A guide whose blocks are all to be used by a test. */
export class Guide {
  readonly blocks: readonly Block[];
  readonly #used = new Set<Block>();

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks;
  }

  /** The block under a heading that has the text in it, where there are several. */
  find(heading: string, text = ''): Block {
    const found = this.blocks.filter((block) => block.heading === heading && block.code.includes(text));
    const [block] = found;
    if (block === undefined || found.length > 1) {
      const known = [...new Set(this.blocks.map((each) => each.heading))].join(', ');
      throw new Error(`${found.length} blocks under "${heading}" with "${text}". There are: ${known}`);
    }
    this.#used.add(block);
    return block;
  }

  /**
   * Compares the blocks that quote files with these files, which then do not need another test here.
   *
   * @param folder - where the files are
   * @returns what differs, with the lines of guide and file
   */
  async compareQuotes(folder: URL): Promise<string[]> {
    const quotes = this.blocks.filter((block) => block.file !== undefined);
    for (const block of quotes) this.#used.add(block);
    const found = await Promise.all(quotes.map((block) => findDifference(block, folder)));
    return found.filter((difference) => difference !== undefined);
  }

  /** The blocks that no test has asked for. */
  get unused(): readonly Block[] {
    return this.blocks.filter((block) => !this.#used.has(block));
  }
}

/** Reads a guide, by its path from `docs/` on. */
export async function readGuide(name: string): Promise<Guide> {
  return new Guide(
    blocksOf(name, await readFile(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8')),
  );
}
