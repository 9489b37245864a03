import { readFile } from 'node:fs/promises';

/** A fenced block of code in a guide. */
export interface Block {
  /** The file, from `docs/` on. */
  readonly guide: string;
  /** The headings that it stands under, from the second level on, such as `A proxy / For one client`. */
  readonly heading: string;
  /** What stands behind the fence; empty where there is nothing. */
  readonly language: string;
  readonly code: string;
  /** The line of the guide that the code begins at, from 1. */
  readonly line: number;
}

/** The blocks of code of a Markdown text. Fences that are indented, as in lists, are taken as well. */
export function blocksOf(guide: string, markdown: string): Block[] {
  const blocks: Block[] = [];
  const headings: string[] = [];
  let open: { fence: string; indent: number; language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    if (open === undefined) {
      const [, hashes, title] = /^(#{1,6})\s+(.+?)\s*#*$/.exec(line) ?? [];
      if (hashes !== undefined && title !== undefined) {
        headings.length = hashes.length - 1;
        headings[hashes.length - 1] = title;
      }
      const [, indent, fence, language] = /^( *)(`{3,}|~{3,})\s*([\w-]*)/.exec(line) ?? [];
      if (fence === undefined) continue;
      open = { fence, indent: indent?.length ?? 0, language: language ?? '', line: index + 2, lines: [] };
    } else if (
      line.trimStart().startsWith(open.fence) &&
      line.trim().replaceAll(open.fence[0] ?? '', '') === ''
    ) {
      const { language, line: first, lines } = open;
      const heading = headings.slice(1).filter(Boolean).join(' / ');
      blocks.push({ guide, heading, language, code: lines.join('\n'), line: first });
      open = undefined;
    } else {
      open.lines.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)));
    }
  }
  if (open !== undefined) throw new Error(`${guide}:${open.line - 1}: a block of code that does not end`);
  return blocks;
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

  /** The blocks that no test has asked for. */
  get unused(): readonly Block[] {
    return this.blocks.filter((block) => !this.#used.has(block));
  }
}

/** Reads a guide of `docs/`. */
export async function readGuide(name: string): Promise<Guide> {
  return new Guide(
    blocksOf(name, await readFile(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8')),
  );
}
