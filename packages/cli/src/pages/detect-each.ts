import { pMapIterable } from 'p-map';
import type { DetectedPage } from '../formats/format.ts';
import { type ErrorReport, reportOf } from '../report/error-report.ts';
import type { Progress } from '../terminal/progress.ts';
import type { PageSource } from './page-source.ts';

/** What became of one page: its regions, or a report of what failed. */
export type Outcome =
  | { readonly index: number; readonly source: PageSource; readonly page: DetectedPage }
  | { readonly index: number; readonly report: ErrorReport };

/** What {@link detectEach} works with. */
export interface DetectEachOptions {
  /** How many pages are worked on at a time. */
  readonly concurrency: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Works on several pages at a time, and gives what became of them in their order. Never more are held than are
 * worked on.
 */
export function detectEach(
  sources: readonly PageSource[],
  { concurrency, progress, signal }: DetectEachOptions,
): AsyncIterable<Outcome> {
  const detectOne = async (source: PageSource, index: number): Promise<Outcome> => {
    const { name: input } = source;
    try {
      signal.throwIfAborted();
      const onProgress = (doing: string): void => progress.show(input, doing);
      onProgress('starting');
      const page = { input, ...(await source.detect({ signal, onProgress })) };
      return { index, source, page };
    } catch (error) {
      return { index, report: reportOf(error, input) };
    } finally {
      progress.show(input, undefined);
    }
  };
  return pMapIterable(sources, detectOne, { concurrency });
}
