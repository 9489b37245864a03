import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Region } from '@detect-regions/regions';
import type { Reader } from './reader.ts';

const run = promisify(execFile);

/**
 * How many threads it computes with, unless the caller's environment says otherwise. Its OpenMP threads wait for each
 * other in busy loops: on two cores, four of them take several times as long as one.
 */
const THREADS = '1';

/** A page of text makes some 100 kB of TSV. */
const MOST_OUTPUT = 64 * 1024 * 1024;

/** Levels of tesseract's TSV. */
const PARAGRAPH = 3;
const LINE = 4;
const WORD = 5;

/**
 * The program tesseract, with layout analysis and recognition, as a shell would start it for each page: its
 * users pay for its start, too.
 *
 * @throws Error when there is no such program
 */
export async function open(): Promise<Reader> {
  const { stdout } = await run('tesseract', ['--version']);
  const env = { OMP_THREAD_LIMIT: THREADS, ...process.env };
  return {
    title: `${stdout.split('\n', 1)[0]}, threads: ${env.OMP_THREAD_LIMIT}, started for each page`,
    async read(file) {
      const started = performance.now();
      const args = [file, 'stdout', '-l', 'eng', '--psm', '3', 'tsv'];
      const { stdout: tsv } = await run('tesseract', args, { env, maxBuffer: MOST_OUTPUT });
      return { ms: performance.now() - started, ...parseTsv(tsv) };
    },
    async close() {},
  };
}

/** Paragraphs and lines of tesseract's TSV; those without a word are figures and rules. */
export function parseTsv(tsv: string): { readonly blocks: Region[]; readonly lines: Region[] } {
  const found = { blocks: [] as Region[], lines: [] as Region[] };
  let paragraph: Region | undefined;
  let line: Region | undefined;
  // Below each paragraph come its lines, below each line its words.
  for (const row of tsv.split('\n').slice(1)) {
    const cells = row.split('\t');
    const level = Number(cells[0]);
    const [left, top, width, height] = cells.slice(6, 10).map(Number) as [number, number, number, number];
    const region = { left, top, right: left + width, bottom: top + height };
    if (level === PARAGRAPH) paragraph = region;
    if (level === LINE) line = region;
    if (level !== WORD || (cells[11] ?? '').trim() === '') continue;
    if (paragraph) found.blocks.push(paragraph);
    if (line) found.lines.push(line);
    paragraph = undefined;
    line = undefined;
  }
  return found;
}
