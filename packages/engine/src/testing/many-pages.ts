import type { Engine } from '../engine.ts';
import type { EngineResult } from '../result.ts';
import { pdfFile, printText } from './pdf-file.ts';
import { emptyPage, printLine, toSharp } from './printed-page.ts';

/** What a long run of pages showed. */
export interface LongRun {
  /** Resident memory of the process after each page, in bytes. */
  readonly resident: readonly number[];
  /** Numbers of the pages whose result was not that of the same image before. */
  readonly different: readonly number[];
}

/** Small pages in formats that take different ways through the engine. */
export async function smallPages(): Promise<Uint8Array[]> {
  const page = emptyPage(600, 60);
  printLine(page, 'THE CLERK WROTE A LETTER', 20, 20);
  return [
    await toSharp(page).png().toBuffer(),
    await toSharp(page).jpeg().toBuffer(),
    await toSharp(page).rotate(2, { background: '#fff' }).tiff({ compression: 'lzw' }).toBuffer(),
    pdfFile([{ content: printText('The clerk wrote', 20, 20, 24), entries: '/MediaBox [0 0 600 60]' }]),
  ];
}

/** Looks at the same images again and again. */
export async function lookAgain(
  engine: Engine,
  images: readonly Uint8Array[],
  pages: number,
): Promise<LongRun> {
  const first: EngineResult[] = [];
  const resident: number[] = [];
  const different: number[] = [];
  for (let page = 0; page < pages; page++) {
    const which = page % images.length;
    const result = await engine.detect(images[which] as Uint8Array, { dsrMode: 'LineDetector' });
    first[which] ??= result;
    if (JSON.stringify(result) !== JSON.stringify(first[which])) different.push(page);
    resident.push(process.memoryUsage.rss());
  }
  return { resident, different };
}
