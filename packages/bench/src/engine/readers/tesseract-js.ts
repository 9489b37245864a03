import { fileURLToPath } from 'node:url';
import type { Region } from '@detect-regions/regions';
import { peersFolder, requirePeer } from '../peers-folder.ts';
import type { Reader } from './reader.ts';

/** A box as tesseract.js gives it. */
interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface Part {
  readonly bbox: Box;
  readonly text: string;
}

/** What is used here of tesseract.js, whose types aren't part of the workspace. */
interface TesseractJs {
  readonly OEM: { readonly LSTM_ONLY: number };
  readonly PSM: { readonly AUTO: string };
  createWorker(language: string, engine: number, options: Readonly<Record<string, unknown>>): Promise<Worker>;
}

interface Worker {
  setParameters(parameters: Readonly<Record<string, string>>): Promise<unknown>;
  recognize(
    image: string,
    options: Readonly<Record<string, never>>,
    output: { readonly blocks: true },
  ): Promise<{
    readonly data: {
      readonly blocks:
        | readonly { readonly paragraphs: readonly (Part & { readonly lines: readonly Part[] })[] }[]
        | null;
    };
  }>;
  terminate(): Promise<unknown>;
}

/** tesseract.js with layout analysis and recognition, one worker, the data that it would download by default. */
export async function open(): Promise<Reader> {
  const { createWorker, OEM, PSM } = requirePeer('tesseract.js') as TesseractJs;
  const { version } = requirePeer('tesseract.js/package.json') as { readonly version: string };
  const data = new URL('node_modules/@tesseract.js-data/eng/4.0.0_best_int/', peersFolder);
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: fileURLToPath(data),
    // It would put the data where it was called.
    cacheMethod: 'none',
  });
  // As the program does; the library's own default takes a page for a single block.
  await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
  return {
    title: `tesseract.js ${version}, WebAssembly, threads: 1`,
    async read(file) {
      const started = performance.now();
      const { data } = await worker.recognize(file, {}, { blocks: true });
      const ms = performance.now() - started;
      const paragraphs = (data.blocks ?? []).flatMap((block) => block.paragraphs);
      const lines = paragraphs.flatMap((paragraph) => paragraph.lines);
      return { ms, blocks: boxesOf(paragraphs), lines: boxesOf(lines) };
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** Parts without a letter are figures and rules. */
function boxesOf(parts: readonly Part[]): Region[] {
  return parts
    .filter(({ text }) => text.trim() !== '')
    .map(({ bbox }) => ({ left: bbox.x0, top: bbox.y0, right: bbox.x1, bottom: bbox.y1 }));
}
