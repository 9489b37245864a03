import { imageFile } from '../input/image-file.ts';
import { plain } from '../terminal/paint.ts';
import type { DetectedPage, Format, FormatContext } from './format.ts';

/** For tests: a context as for a page that is written to `file`, or else to a standard output without colours. */
export function contextFor(input: string, file?: string): FormatContext {
  return { image: imageFile(input), file, paint: plain };
}

/** For tests: a document of pages, as text, without their images. */
export async function textOf(format: Format, pages: readonly DetectedPage[]): Promise<string> {
  const document = format.open();
  let text = document.start;
  for (const page of pages) {
    text += await document.page(page, { image: undefined, file: undefined, paint: plain });
  }
  return text + document.end();
}
