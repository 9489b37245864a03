import { imageFile } from '../input/image-file.ts';
import { plain } from '../terminal/paint.ts';
import type { FormatContext } from './format.ts';

/** For tests: a context as for a page that is written to `file`, or else to a standard output without colours. */
export function contextFor(input: string, file?: string): FormatContext {
  return { image: imageFile(input), file, paint: plain };
}
